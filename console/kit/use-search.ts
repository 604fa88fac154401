import { useNavigate, useRouter, useRouterState } from '@tanstack/react-router'
import { useCallback } from 'react'
import { changeSearch, type Search } from './search.rules.ts'

/** Filters that live in the address: the values and a change of some of them. A change replaces the entry in the history. */
export function useFilters(): [Search, (change: Record<string, string | undefined>) => void] {
  const search = useRouterState({ select: state => state.location.search as Search })
  const navigate = useNavigate()
  const change = useCallback(
    (part: Record<string, string | undefined>) => {
      void navigate({
        to: '.',
        search: (before: Record<string, unknown>) => changeSearch(before as Search, part),
        replace: true,
      } as never)
    },
    [navigate],
  )
  return [search, change]
}

/** A parameter of the path. */
export function usePathParameter(name: string): string {
  return useRouterState({
    select: state => (state.matches.at(-1)?.params as Record<string, string> | undefined)?.[name] ?? '',
  })
}

/** Goes to an address of the console. */
export function useGo(): (path: string) => void {
  const { history } = useRouter()
  return useCallback(path => history.push(path), [history])
}
