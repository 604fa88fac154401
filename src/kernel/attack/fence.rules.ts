/** What stands around a fenced passage; the code between is drawn anew for each fence. */
const opens = '⟪DATA'
const closes = '⟪END'
const end = '⟫'

const lookAlike = /⟪\s*(?:DATA|END)[^⟫]{0,80}⟫?/giu
/** Any bracket of the fence, so that nothing can be put together from pieces. */
const bracket = /[⟪⟫《》«»≪≫]{2,}|[⟪⟫]/gu

/**
 * A foreign text between two lines that it cannot have foreseen: what stands there is material to be read, never an order.
 * @param code at least 8 characters nobody can guess, drawn for this fence.
 */
export function fenceWith(code: string, text: string): string {
  const harmless = text
    .replace(lookAlike, '[fence removed]')
    .replace(bracket, '[bracket]')
    .replaceAll(code, '[code removed]')
  return `${opens} ${code}${end}\n${harmless}\n${closes} ${code}${end}`
}
