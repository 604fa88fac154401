import type { AiLabel } from '#kernel/kernel.contract.ts'

/** What goes to the clipboard instead of a bare selection of AI output. */
export interface Copied {
  plain: string
  html: string
}

const escaped = (text: string) =>
  text.replace(/[&<>"]/g, sign => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]!)

/**
 * A selection of AI output as it is copied: the visible label goes with the words, and with marked-up words the entry, too. A
 * selection that has the label already is left as it is; nothing selected is nothing copied.
 */
export function copiedWith(
  selection: { text: string; html: string },
  of: { label: AiLabel; words: string },
): Copied | null {
  const { text, html } = selection
  if (text.trim() === '') return null
  const has = text.includes(of.words)
  const meta = `<meta name="AIGC" content="${escaped(JSON.stringify(of.label.aigc))}">`
  return {
    plain: has ? text : `${text.trimEnd()}\n\n${of.words}`,
    html: meta + html + (has ? '' : `<p>${escaped(of.words)}</p>`),
  }
}
