import { aigcFields, readEntry } from './entry.rules.ts'
import { type Found, largestPiece, nothing, together } from './found.ts'
import { readXmp } from './read-xmp.ts'
import type { Source } from './source.ts'
import { type Span, spansOf } from './spans.rules.ts'
import { generatorsIn } from './traces.rules.ts'
import { unescapeXml } from './xmp.rules.ts'

export type TextFormat = 'md' | 'html' | 'svg' | 'json' | 'csv' | 'txt'

const headBytes = 512 * 1024
const tailBytes = 64 * 1024

const frontMatter = /^\uFEFF?---[ \t]*\r?\n([\s\S]{0,60000}?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/

/** The front matter of a Markdown text; undefined when there is none. */
export function frontMatterOf(text: string): { whole: string; inner: string } | undefined {
  const found = frontMatter.exec(text)
  return found ? { whole: found[0], inner: found[1]! } : undefined
}

function scalar(value: string): string {
  const text = value.trim()
  if (text.startsWith("'") && text.endsWith("'") && text.length > 1)
    return text.slice(1, -1).replaceAll("''", "'")
  if (!text.startsWith('"') || !text.endsWith('"') || text.length < 2) return text
  try {
    return JSON.parse(text) as string
  } catch {
    return text.slice(1, -1)
  }
}

/** The block `AIGC:` of a front matter with its indented lines: pieces of the text to take out or to read. */
export const aigcBlock = /^(["']?)[\w.-]{0,40}AIGC[\w.-]{0,40}\1[ \t]*:[^\n]*(?:\r?\n[ \t]+[^\n]*)*/gm

// Two readings of YAML are enough: a mapping of plain or quoted scalars, and JSON on one line.
/** The entry of such a block, as the text of one. */
export function entryOfBlock(block: string): string {
  const [first = '', ...rest] = block.split(/\r?\n/)
  const inline = first.slice(first.indexOf(':') + 1).trim()
  if (inline !== '') return inline.startsWith('{') ? inline : scalar(inline)
  const pairs = rest.flatMap(line => {
    const pair = /^\s+["']?(\w{1,40})["']?\s*:(.*)$/.exec(line)
    return pair ? [[pair[1]!, scalar(pair[2]!)]] : []
  })
  return JSON.stringify(Object.fromEntries(pairs))
}

function readMarkdown(text: string): Found {
  const front = frontMatterOf(text)
  const blocks = front ? [...front.inner.matchAll(aigcBlock)] : []
  const entries = blocks.map(([block]) => ({ place: 'md:front-matter', text: entryOfBlock(block) }))
  return { ...nothing(), entries, texts: [front ? text.slice(front.whole.length) : text] }
}

interface HtmlParts {
  metas: Span[]
  text: string
}

const silent = ['script', 'style', 'head', 'title', 'metadata']
const blocks = /^\/?(p|div|h\d|li|tr|br|section|article|header|footer|aside|body|text|tspan|main|td)\b/i

/** The metas of a page and the text a reader sees, in one walk over its tags. */
export function htmlParts(page: string): HtmlParts {
  const lower = page.toLowerCase()
  const metas: Span[] = []
  let text = ''
  let at = 0
  let silentUntil = 0
  while (at < page.length) {
    const from = page.indexOf('<', at)
    const isSilent = at < silentUntil
    if (!isSilent) text += page.slice(at, from < 0 ? page.length : from)
    if (from < 0) break
    const to = page.indexOf('>', from) + 1
    if (to === 0) break
    const tag = page.slice(from + 1, Math.min(to - 1, from + 70_000))
    if (/^meta\b/i.test(tag)) metas.push({ from, to, text: `<${tag}>` })
    if (blocks.test(tag)) text += '\n'
    const name = silent.find(
      one => lower.startsWith(one, from + 1) && /^[\s>/]/.test(page[from + 1 + one.length] ?? ''),
    )
    if (name && !isSilent) {
      const close = lower.indexOf(`</${name}`, to)
      silentUntil = close < 0 ? page.length : close
    }
    at = to
  }
  return { metas, text: unescapeXml(text) }
}

const attribute = (tag: string, name: string): string => {
  const found = new RegExp(`\\b${name}\\s{0,8}=\\s{0,8}(?:"([^"]*)"|'([^']*)')`, 'i').exec(tag)
  return unescapeXml(found?.[1] ?? found?.[2] ?? '').trim()
}

/** The metas of a page whose name contains AIGC, and what they say. */
export function aigcMetas(page: string): (Span & { content: string })[] {
  return htmlParts(page)
    .metas.filter(({ text }) => /AIGC/i.test(attribute(text, 'name')))
    .map(one => ({ ...one, content: attribute(one.text, 'content') }))
}

function readHtml(page: string): Found {
  const { metas, text } = htmlParts(page)
  const generator = metas.find(one => attribute(one.text, 'name').toLowerCase() === 'generator')
  return {
    ...nothing(),
    entries: aigcMetas(page).map(one => ({ place: 'html:meta', text: one.content })),
    texts: [text],
    traces: generator ? generatorsIn(attribute(generator.text, 'content')) : [],
  }
}

function readJson(text: string): Found {
  let value: unknown
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return readPlain(text)
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return nothing()
  const parts = Object.entries(value as Record<string, unknown>)
  const entries = parts
    .filter(([key, inner]) => /AIGC/i.test(key) && inner !== null)
    .map(([, inner]) => ({
      place: 'json:AIGC',
      text: typeof inner === 'string' ? inner : JSON.stringify(inner),
    }))
  return { ...nothing(), entries, texts: parts.flatMap(([, inner]) => saidIn(inner)) }
}

// The explicit label of a JSON document is a text of its own, also one level down (`label.zh`).
function saidIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
  return Object.values(value).filter(one => typeof one === 'string')
}

// A line of text or a cell of a table: AIGC={…}, with quotation marks doubled where it is a cell.
function readPlain(text: string): Found {
  const lines = text.split(/\r?\n/).slice(0, 5)
  const entries = lines.flatMap(line => {
    const found = spansOf(line, { open: 'AIGC', close: '}', longest: 66_000, most: 20 })
    return found.flatMap(({ text: span }) => {
      const opening = /^AIGC"?\s{0,8}[=:：]\s{0,8}"?\{/.exec(span)
      if (!opening) return []
      const raw = span.slice(opening[0].length - 1)
      // A cell of a table doubles the quotation marks.
      const said = readEntry(raw).problems.includes('not-json') ? raw.replaceAll('""', '"') : raw
      return aigcFields.some(field => raw.includes(field)) ? [{ place: 'text:line', text: said }] : []
    })
  })
  const cells = text.replace(/^\uFEFF/, '').replaceAll(/^"|"$/gm, '')
  return { ...nothing(), entries, texts: [cells] }
}

/** Which kind of text it is, by its first signs and, where these say nothing, by the name of the file. */
export function textFormat(text: string, name: string): TextFormat {
  const begin = text.replace(/^\uFEFF/, '').trimStart()
  if (/^(<\?xml[^>]*>\s*)?(<!--[\s\S]{0,2000}?-->\s*)?(<!DOCTYPE svg[^>]*>\s*)?<svg\b/i.test(begin))
    return 'svg'
  if (/^(<!doctype html|<html\b|<head\b|<body\b)/i.test(begin)) return 'html'
  if (/^[{[]/.test(begin)) return 'json'
  if (frontMatterOf(text) || /\.(md|markdown)$/i.test(name)) return 'md'
  if (/\.html?$/i.test(name)) return 'html'
  return /\.csv$/i.test(name) ? 'csv' : 'txt'
}

/** What a text says of itself: its entry where the format has a place for one, and an explicit label at head or end. */
export async function readText(source: Source, name: string): Promise<{ format: TextFormat; found: Found }> {
  const whole = source.bytes <= largestPiece
  const head = (await source.read(0, whole ? source.bytes : headBytes)).toString('utf8')
  const tail = whole ? '' : (await source.read(source.bytes - tailBytes, tailBytes)).toString('utf8')
  const format = textFormat(head, name)
  if (format === 'svg') {
    const found = together([readXmp(head, 'svg:metadata'), readHtml(head)])
    return { format, found }
  }
  const read = { md: readMarkdown, html: readHtml, json: readJson, csv: readPlain, txt: readPlain }[format]
  const found = read(head)
  return { format, found: tail === '' ? found : { ...found, texts: [...found.texts, tail] } }
}
