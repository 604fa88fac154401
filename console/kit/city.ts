import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { z } from 'zod'
import { type Category, category } from '#city/category.contract.ts'
import { type Department, department } from '#city/department.contract.ts'
import { type Duty, duty } from '#city/duty.contract.ts'
import { type Region, region } from '#city/region.contract.ts'
import { call } from './client.ts'
import { nameIn, useWords } from './language.ts'
import { today } from './today.ts'

const page = <S extends z.ZodType>(item: S) => z.object({ items: z.array(item) })
const shapes = {
  departments: page(department),
  regions: page(region),
  categories: page(category),
  duties: page(duty),
}

// The city changes a few times a year; a session may work with what it read five minutes ago.
function useList<S extends z.ZodType>(name: keyof typeof shapes, shape: S) {
  return useQuery({
    queryKey: ['city', name],
    queryFn: ({ signal }) => call(shape, { path: `/api/city/${name}`, signal }),
    staleTime: 300_000,
  })
}

export const useDepartments = () =>
  useList('departments', shapes.departments).data?.items as Department[] | undefined
export const useRegions = () => useList('regions', shapes.regions).data?.items as Region[] | undefined
export const useCategories = () =>
  useList('categories', shapes.categories).data?.items as Category[] | undefined
export const useDuties = () => useList('duties', shapes.duties).data?.items as Duty[] | undefined

/** True of a region or category that has not ended today: only such are offered for something new. */
export const isGoingOn = ({ validTo }: { validTo: string | null }): boolean =>
  validTo === null || validTo > today()

export interface CityNames {
  department(id: string | null | undefined): string
  region(id: string | null | undefined): string
  category(id: string | null | undefined): string
  duty(id: string | null | undefined): string
}

function namer<T extends { id: string }>(list: readonly T[] | undefined, write: (one: T) => string) {
  const byId = new Map((list ?? []).map(one => [one.id, write(one)]))
  return (id: string | null | undefined) => (id ? (byId.get(id) ?? id) : '')
}

/** Names by id in the reader's language; the id itself while the city is being read, and for what was removed. */
export function useCityNames(): CityNames {
  const { language } = useWords()
  const [departments, regions, categories, duties] = [
    useDepartments(),
    useRegions(),
    useCategories(),
    useDuties(),
  ]
  return useMemo(
    () => ({
      department: namer(departments, one => nameIn(language, one)),
      region: namer(regions, one => nameIn(language, one)),
      category: namer(categories, one => nameIn(language, one)),
      duty: namer(duties, one => nameIn(language, { name: one.title, nameEnglish: one.titleEnglish })),
    }),
    [departments, regions, categories, duties, language],
  )
}
