import { useCallback, useEffect, useRef, useState } from 'react'
import { mostAtOnce } from '#cases/bulk/bulk.contract.ts'
import type { CaseSummary } from '#cases/case.contract.ts'
import { between } from './bulk-actions.rules.ts'

export type Chosen = ReadonlyMap<string, CaseSummary>
const none: Chosen = new Map()

/** The cases somebody has chosen from a list, as they were when they were chosen; another filter begins anew. */
export function useSelection(filter: Record<string, string>) {
  const [chosen, setChosen] = useState(none)
  const last = useRef<string | null>(null)
  const key = JSON.stringify(filter)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list is what ends a selection.
  useEffect(() => setChosen(none), [key])
  const set = useCallback(
    (rows: readonly CaseSummary[]) =>
      setChosen(before => {
        const kept = rows.slice(0, mostAtOnce).map(row => before.get(row.caseId) ?? row)
        return new Map(kept.map(row => [row.caseId, row]))
      }),
    [],
  )
  const toggle = useCallback((row: CaseSummary) => {
    last.current = row.caseId
    setChosen(before => {
      const after = new Map(before)
      if (!after.delete(row.caseId) && after.size < mostAtOnce) after.set(row.caseId, row)
      return after
    })
  }, [])
  const extend = useCallback((rows: readonly CaseSummary[], to: CaseSummary) => {
    const range = between(rows, last.current, to.caseId)
    setChosen(before => {
      const after = new Map(before)
      for (const row of range)
        if (after.size < mostAtOnce && !after.has(row.caseId)) after.set(row.caseId, row)
      return after
    })
    last.current = to.caseId
  }, [])
  const clear = useCallback(() => setChosen(none), [])
  return { chosen, set, toggle, extend, clear }
}

export type Selection = ReturnType<typeof useSelection>
