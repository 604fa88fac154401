import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { call } from '#console/kit/client.ts'
import { drillEnded, drillStarted, type Incident, incident, incidentPage } from '../incident.contract.ts'

const listKey = ['incidents']
const keyOf = (incidentId: string) => ['incident', incidentId]

/** Incidents by the filters of the address, read again now and then: the watch opens them by itself. */
export function useIncidents(query: Readonly<Record<string, string>>) {
  const list = useInfiniteQuery({
    queryKey: [...listKey, query],
    initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(incidentPage, { path: '/api/incidents', query: { ...query, before: pageParam }, signal }),
    getNextPageParam: page => page.next ?? undefined,
    refetchInterval: 20_000,
  })
  const items = list.data?.pages.flatMap(page => page.items)
  return { ...list, items, watch: list.data?.pages[0] }
}

/** One incident, read again now and then. */
export function useIncident(incidentId: string) {
  return useQuery({
    queryKey: keyOf(incidentId),
    queryFn: ({ signal }) => call(incident, { path: `/api/incidents/${incidentId}`, signal }),
    refetchInterval: 20_000,
  })
}

/** An act on an incident; the answer is the incident as it is then. */
export function useIncidentAct(incidentId: string, what: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: object) =>
      call(incident, { method: 'POST', path: `/api/incidents/${incidentId}/${what}`, body }),
    onSuccess: (found: Incident) => client.setQueryData(keyOf(incidentId), found),
    // Another tab may have done it: what stands here is old then.
    onError: () => void client.invalidateQueries({ queryKey: keyOf(incidentId) }),
  })
}

const closed = z.object({ became: z.enum(['asked', 'closed']), incident })

/** Closes, or asks another person to agree. */
export function useClose(incidentId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: object) =>
      call(closed, { method: 'POST', path: `/api/incidents/${incidentId}/close`, body }),
    onSuccess: found => client.setQueryData(keyOf(incidentId), found.incident),
    onError: () => void client.invalidateQueries({ queryKey: keyOf(incidentId) }),
  })
}

/** Opens an incident by hand. */
export function useOpenIncident() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: object) => call(incident, { method: 'POST', path: '/api/incidents', body }),
    onSuccess: () => client.invalidateQueries({ queryKey: listKey }),
  })
}

/** Begins a drill, and ends it. */
export function useDrill() {
  const client = useQueryClient()
  const onSuccess = () => client.invalidateQueries({ queryKey: listKey })
  const begin = useMutation({
    mutationFn: () => call(drillStarted, { method: 'POST', path: '/api/incidents/drill', body: {} }),
    onSuccess,
  })
  const end = useMutation({
    mutationFn: () => call(drillEnded, { method: 'POST', path: '/api/incidents/drill/end', body: {} }),
    onSuccess,
  })
  return { begin, end }
}
