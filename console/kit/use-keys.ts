import { useLayoutEffect, useRef } from 'react'
import { isPress, isPressable, isTyping } from './keys.rules.ts'

export interface KeyCommand {
  /** As `mod+enter`, `j`, `?`. */
  keys: string
  /** Key of the sentence in the list of shortcuts. */
  label: string
  run(): void
  /** The key is left to others while this is false. */
  when?(): boolean
}

const active = new Set<{ current: readonly KeyCommand[] }>()

/** Commands that work on the page now, for the list behind `?`. */
export function activeCommands(): KeyCommand[] {
  return [...active].flatMap(one => [...one.current])
}

// A closed dialog may stay in the document, without a place on the screen.
export function isDialogOpen(): boolean {
  const dialogs = document.querySelectorAll('[role=dialog][aria-modal=true]')
  return [...dialogs].some(one => one.getClientRects().length > 0)
}

// A key held down goes on moving, and does nothing else twice.
const movements: readonly string[] = ['j', 'k']

const withModifier = (command: KeyCommand) => /mod|alt/.test(command.keys)

/**
 * Keyboard commands of a page. Combinations with a modifier also work while typing; single letters never do. Nothing is
 * heard while a dialog is open, unless `inDialog`.
 */
export function useKeys(commands: readonly KeyCommand[], inDialog = false): void {
  const latest = useRef(commands)
  latest.current = commands
  // Before the page is painted: a key pressed at once must not be lost.
  useLayoutEffect(() => {
    const hear = (event: KeyboardEvent, first: boolean) => {
      if (event.defaultPrevented || event.isComposing) return
      if (!inDialog && isDialogOpen()) return
      const command = latest.current.find(one => isPress(one.keys, event) && (one.when?.() ?? true))
      if (!command || withModifier(command) !== first) return
      if (!first && isTyping(event.target as HTMLElement)) return
      if (event.repeat && !movements.includes(command.keys)) return
      const { target } = event
      if (command.keys === 'enter' && isPressable(target as HTMLElement)) return
      const ticks = target instanceof HTMLInputElement
      if (command.keys.endsWith(' ') && (ticks || isPressable(target as HTMLElement))) return
      event.preventDefault()
      if (first) event.stopPropagation()
      command.run()
    }
    // A select takes every Enter for itself and opens: what has a modifier is heard before it.
    const early = (event: KeyboardEvent) => hear(event, true)
    const late = (event: KeyboardEvent) => hear(event, false)
    active.add(latest)
    window.addEventListener('keydown', early, true)
    window.addEventListener('keydown', late)
    return () => {
      active.delete(latest)
      window.removeEventListener('keydown', early, true)
      window.removeEventListener('keydown', late)
    }
  }, [inDialog])
}
