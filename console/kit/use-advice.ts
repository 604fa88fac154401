import { useEffect, useRef, useState } from 'react'
import type { Advice } from './advice-evidence.tsx'
import { secondsBetween } from './evidence.rules.ts'

/** Whether the evidence of the advice on the page is open, and how the person came to use it. */
export function useAdviceUse(advice: Advice | null) {
  const id = advice?.decisionId ?? null
  const seen = useRef({ id, at: Date.now(), opened: false })
  const [open, setOpen] = useState(false)
  useEffect(() => {
    if (id !== null && id !== seen.current.id) seen.current = { id, at: Date.now(), opened: open }
  }, [id, open])
  return {
    open,
    toggle: () => {
      if (!open) seen.current.opened = true
      setOpen(!open)
    },
    /** The body's `advice` of a dispatch; nothing when no advice was shown. */
    use: () =>
      id === null
        ? undefined
        : {
            decisionId: id,
            evidenceOpened: seen.current.opened,
            secondsToSettle: secondsBetween(seen.current.at, Date.now()),
          },
  }
}
export type AdviceUse = ReturnType<typeof useAdviceUse>
