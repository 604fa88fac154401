import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { z } from 'zod'
import { call } from '#console/kit/client.ts'
import { queryClient } from '#console/kit/query.ts'
import { type AlarmReport, type AlarmRuling, alarmMade, alarmPage } from '#kernel/alarm/alarm.contract.ts'

const done = z.object({ exceptionId: z.string().nullable() })
const key = ['alarms']
const refresh = () => queryClient.invalidateQueries({ queryKey: key })

/** Alarms of a state, newest first, page by page. */
export function useAlarms(state: string) {
  const query = useInfiniteQuery({
    queryKey: [...key, state],
    queryFn: ({ signal, pageParam }) =>
      call(alarmPage, {
        path: '/api/guard/alarms',
        query: { state: state === 'all' ? undefined : state, before: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: last => last.next ?? undefined,
  })
  return { ...query, items: query.data?.pages.flatMap(page => page.items), open: query.data?.pages[0]?.open }
}

/** Says that the guard was wrong. */
export function useReportAlarm() {
  return useMutation({
    mutationFn: (body: AlarmReport) => call(alarmMade, { method: 'POST', path: '/api/guard/alarms', body }),
    onSuccess: refresh,
  })
}

/** Upholds or rejects. */
export function useRuleOnAlarm() {
  return useMutation({
    mutationFn: ({ alarmId, ...body }: AlarmRuling & { alarmId: string }) =>
      call(done, { method: 'POST', path: `/api/guard/alarms/${alarmId}/rule`, body }),
    onSuccess: refresh,
  })
}

/** Ends what followed from an upheld alarm. */
export function useEndException() {
  return useMutation({
    mutationFn: (exceptionId: string) =>
      call(done, { method: 'POST', path: `/api/guard/exceptions/${exceptionId}/end` }),
    onSuccess: refresh,
  })
}
