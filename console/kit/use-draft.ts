import { useCallback, useState } from 'react'
import { clearDrafts, readDraft, writeDraft } from './draft.rules.ts'

/**
 * State that survives a reload, a lost session and a conflict: in this tab's storage under `key`, gone with the tab and at
 * sign-out. Returns the value, a change of some fields, and a fresh start (optionally from other values).
 */
export function useDraft<T extends object>(key: string, empty: T) {
  const [held, setHeld] = useState(() => ({ key, value: readDraft(sessionStorage, key, empty) }))
  const current = held.key === key ? held.value : readDraft(sessionStorage, key, empty)
  const change = useCallback(
    (part: Partial<T>) =>
      setHeld(before => {
        const base = before.key === key ? before.value : readDraft(sessionStorage, key, empty)
        const value = { ...base, ...part }
        writeDraft(sessionStorage, key, value)
        return { key, value }
      }),
    [key, empty],
  )
  const forget = useCallback(
    (next: T = empty) => {
      writeDraft(sessionStorage, key, null)
      setHeld({ key, value: next })
    },
    [key, empty],
  )
  return [current, change, forget] as const
}

/** Forgets what was typed in this tab: the next person at the desk must not find it. */
export function forgetDrafts(): void {
  clearDrafts(sessionStorage)
}
