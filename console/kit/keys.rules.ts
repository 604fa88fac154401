/** What of a keyboard event decides. */
export interface Press {
  key: string
  /** Place on the keyboard: with Option a Mac gives `¡` for 1. */
  code?: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  shiftKey: boolean
}

/**
 * True when the press is the combination: `mod+enter`, `alt+2`, `?`, `j`. `mod` is Control or Command. Shift is looked at
 * only when the combination names it: `?` needs it on one keyboard and not on another.
 */
export function isPress(combination: string, press: Press): boolean {
  const parts = combination.toLowerCase().split('+')
  const key = parts.pop() ?? ''
  const place = parts.includes('alt') && press.code?.toLowerCase() === `key${key}`
  if (press.key.toLowerCase() !== key && press.code !== `Digit${key}` && !place) return false
  if (parts.includes('mod') !== (press.ctrlKey || press.metaKey)) return false
  if (parts.includes('alt') !== press.altKey) return false
  return !parts.includes('shift') || press.shiftKey
}

/** Keys as people read them: `mod+enter` → `Ctrl + Enter`, on Apple's `⌘ Enter`. */
export function pressText(combination: string, apple: boolean): string {
  const names: Record<string, string> = {
    mod: apple ? '⌘' : 'Ctrl',
    enter: 'Enter',
    alt: apple ? '⌥' : 'Alt',
    shift: apple ? '⇧' : 'Shift',
    ' ': '␣',
  }
  const parts = combination.split('+').map(part => names[part] ?? part.toUpperCase())
  return parts.join(apple ? ' ' : ' + ')
}

/** True where a single letter is text, not a command. A box that is ticked takes none. */
export function isTyping(
  target: { tagName?: string; type?: string; isContentEditable?: boolean } | null,
): boolean {
  if (target?.type === 'checkbox') return false
  return (
    !!target && (/^(input|textarea|select)$/i.test(target.tagName ?? '') || target.isContentEditable === true)
  )
}

/** True where Enter or the space bar already means something: a button or a link that has the focus. */
export function isPressable(target: { tagName?: string } | null): boolean {
  return /^(button|a|summary)$/i.test(target?.tagName ?? '')
}

/** Next row of a list of `count` after moving by `step`; stays inside. -1 when the list is empty. */
export function moveRow(at: number, step: number, count: number): number {
  return count === 0 ? -1 : Math.min(count - 1, Math.max(0, at + step))
}

/** Entries whose words contain every part of the query, those that begin with it first. */
export function matchEntries<T extends { text: string }>(entries: readonly T[], query: string): T[] {
  const parts = query.toLowerCase().split(/\s+/).filter(Boolean)
  if (parts.length === 0) return [...entries]
  const hits = entries.filter(entry => parts.every(part => entry.text.toLowerCase().includes(part)))
  const begins = (entry: T) => (entry.text.toLowerCase().startsWith(parts[0] ?? '') ? 0 : 1)
  return hits.sort((a, b) => begins(a) - begins(b))
}
