import { useEffect, useRef } from 'react'

/** When the last drawer beside a page closes, what was used last on the page itself has the focus again. */
export function useFocusBack(isOpen: boolean): void {
  const last = useRef<HTMLElement | null>(null)
  useEffect(() => {
    const keep = ({ target }: FocusEvent) => {
      if (target instanceof HTMLElement && target.closest('#content')) last.current = target
    }
    document.addEventListener('focusin', keep)
    return () => document.removeEventListener('focusin', keep)
  }, [])
  useEffect(() => {
    if (!isOpen) last.current?.focus()
  }, [isOpen])
}
