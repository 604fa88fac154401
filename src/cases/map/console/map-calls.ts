import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { mapAnswer } from '#cases/map.contract.ts'
import { boundaryCollection } from '#city/region.contract.ts'
import { call } from '#console/kit/client.ts'

/** The part of the map that is looked at. */
export interface View {
  west: number
  south: number
  east: number
  north: number
  zoom: number
}

/** Cases by hexagon. */
export function useCells(filter: Record<string, string>, view: View | null) {
  return useQuery({
    queryKey: ['cases', 'map', filter, view],
    queryFn: ({ signal }) =>
      call(mapAnswer, { path: '/api/map/cells', query: { ...filter, ...view }, signal }),
    enabled: view !== null,
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  })
}

/** The boundaries of the city's districts. */
export function useDistricts() {
  return useQuery({
    queryKey: ['city', 'boundaries', 'district'],
    queryFn: ({ signal }) =>
      call(boundaryCollection, { path: '/api/city/boundaries', query: { level: 'district' }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}
