import { useEffect } from 'react'

// Nearest first: what was focused and everything around it.
function chainOf(target: HTMLElement): HTMLElement[] {
  const chain: HTMLElement[] = []
  for (let at: HTMLElement | null = target; at && at.id !== 'root'; at = at.parentElement) chain.push(at)
  return chain
}

function isGone(one: HTMLElement): boolean {
  if (!one.isConnected) return true
  const { width, height } = one.getBoundingClientRect()
  return width === 0 || height === 0
}

function focus(place: HTMLElement): void {
  if (place.tabIndex < 0 && !place.hasAttribute('tabindex')) place.tabIndex = -1
  place.focus({ preventScroll: true })
}

/**
 * When what has the focus leaves the page (its row was ended, its form was sent, another page opened), the focus goes back to
 * where it was before, or to what is nearest around that and still there; else the next Tab would begin at the top again.
 */
export function useFocusKept(): void {
  useEffect(() => {
    let held: HTMLElement | null = null
    // A dialog or a menu stands outside the page: for it counts where it was opened from.
    let onPage: HTMLElement[] = []
    const note = ({ target }: FocusEvent) => {
      if (!(target instanceof HTMLElement)) return
      held = target
      if (target.closest('#root')) onPage = chainOf(target)
    }
    const look = () => {
      if (document.activeElement !== null && document.activeElement !== document.body) return
      if (!held || !isGone(held)) return
      const near = onPage.find(one => !isGone(one))
      const place = near?.closest('#content') ? near : document.getElementById('content')
      if (place) focus(place)
    }
    const left = ({ relatedTarget }: FocusEvent) => {
      if (relatedTarget === null) setTimeout(look)
    }
    const observer = new MutationObserver(look)
    observer.observe(document.body, { childList: true, subtree: true })
    document.addEventListener('focusin', note)
    document.addEventListener('focusout', left)
    return () => {
      observer.disconnect()
      document.removeEventListener('focusin', note)
      document.removeEventListener('focusout', left)
    }
  }, [])
}
