import { aigcFields, entryText, oneEntry, readEntry } from './entry.rules.ts'
import { explicitIn, explicitLabel } from './explicit.rules.ts'
import type { AigcEntry } from './label.contract.ts'
import { aigcBlock, aigcMetas, entryOfBlock, frontMatterOf } from './read-text.ts'
import { withoutSpans } from './spans.rules.ts'
import { escapeXml } from './xmp.rules.ts'

/** The words of the explicit label in the language of a text. */
export type LabelWords = { zh: string; en: string }

/** What a writer puts into a file. */
export interface Labelling {
  entry: AigcEntry
  language: 'zh' | 'en'
  /** The visible words; those for any content unless given. */
  words?: LabelWords
  /** True only on a recorded request: the visible words are left out, the entry never is. */
  omitted?: boolean
}

/** The visible words for a labelling; null where they are left out on request. */
export function visibleOf({ language, words, omitted }: Labelling): string | null {
  return omitted ? null : (words ?? explicitLabel)[language]
}

const firstOf = (texts: readonly string[]) =>
  texts.map(text => readEntry(text).entry).find(entry => entry !== null) ?? null

/** Plain text has no metadata: the label is its first line. */
export function labelText(text: string, labelling: Labelling): string {
  const visible = visibleOf(labelling)
  return visible === null || explicitIn(text) !== null ? text : `${visible}\n\n${text}`
}

/** Markdown: the entry in the front matter, the visible label above the text. */
export function labelMarkdown(text: string, labelling: Labelling): string {
  const front = frontMatterOf(text)
  const inner = front?.inner ?? ''
  const found = [...inner.matchAll(aigcBlock)].map(([block]) => entryOfBlock(block))
  const entry = oneEntry(firstOf(found), labelling.entry)
  const rest = inner.replace(aigcBlock, '').replace(/^\s*\n/gm, '')
  const yaml = aigcFields.map(field => `  ${field}: '${entry[field].replaceAll("'", "''")}'`)
  const head = ['---', 'AIGC:', ...yaml, ...(rest.trim() === '' ? [] : [rest.trimEnd()]), '---', ''].join(
    '\n',
  )
  const body = (front ? text.slice(front.whole.length) : text.replace(/^\uFEFF/, '')).replace(/^\s*\n/, '')
  const visible = visibleOf(labelling)
  const line = visible === null || explicitIn(body) !== null ? '' : `> ${visible}\n\n`
  return `${head}\n${line}${body}`
}

/** HTML: the entry in a meta of the head, the visible label as the first paragraph. */
export function labelHtml(page: string, labelling: Labelling): string {
  const metas = aigcMetas(page)
  const entry = oneEntry(firstOf(metas.map(one => one.content)), labelling.entry)
  const bare = withoutSpans(page, metas)
  const meta = `<meta name="AIGC" content="${escapeXml(entryText(entry))}">`
  const visible = visibleOf(labelling)
  const line = visible === null ? '' : `<p class="ai-label">${escapeXml(visible)}</p>`
  const isLabelled = visible === null || bare.includes('class="ai-label"')
  const body = /<body\b[^>]*>/i.exec(bare)
  if (!body)
    return `<!doctype html><html><head><meta charset="utf-8">${meta}</head><body>${line}${bare}</body></html>`
  const at = body.index + body[0].length
  const labelled = isLabelled ? bare : bare.slice(0, at) + line + bare.slice(at)
  const head = /<head\b[^>]*>/i.exec(labelled)
  const place = head ? head.index + head[0].length : body.index
  return labelled.slice(0, place) + (head ? meta : `<head>${meta}</head>`) + labelled.slice(place)
}

/** JSON and GeoJSON: a member `AIGC` at the top, and the visible words beside it. */
export function labelJson(
  value: Readonly<Record<string, unknown>>,
  labelling: Labelling,
): Record<string, unknown> {
  const found = Object.entries(value).filter(([key]) => /AIGC/i.test(key))
  const texts = found.map(([, inner]) => (typeof inner === 'string' ? inner : JSON.stringify(inner)))
  const rest = Object.fromEntries(Object.entries(value).filter(([key]) => !/AIGC/i.test(key)))
  const visible = visibleOf(labelling)
  const said = visible === null || 'label' in rest ? {} : { label: visible }
  return { AIGC: oneEntry(firstOf(texts), labelling.entry), ...said, ...rest }
}

/** The first cells of a table that holds AI output: the visible words, and the entry for who reads by machine. */
export function labelCells(labelling: Labelling): string[] {
  const visible = visibleOf(labelling)
  return [...(visible === null ? [] : [visible]), `AIGC=${entryText(labelling.entry)}`]
}
