// What is not to be read, with all that is in it.
const silent = new Set(['script', 'style', 'head', 'title', 'template', 'noscript'])
const breaks = new Set([
  'br',
  'p',
  'div',
  'tr',
  'li',
  'ul',
  'ol',
  'table',
  'blockquote',
  'hr',
  'h1',
  'h2',
  'h3',
  'h4',
])
// What stands beside something else: a telephone number must not run into the address of the next cell.
const cells = new Set(['td', 'th'])
const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ldquo: '“',
  rdquo: '”',
  mdash: '—',
  hellip: '…',
  middot: '·',
}

function decodeSign(entity: string): string {
  const name = entity.slice(1, -1)
  if (!name.startsWith('#')) return named[name.toLowerCase()] ?? entity
  const hex = /^#x/i.test(name)
  const code = Number.parseInt(name.slice(hex ? 2 : 1), hex ? 16 : 10)
  return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : ''
}

const decodeSigns = (text: string) =>
  text.replaceAll(/&(#x[0-9a-f]{1,6}|#[0-9]{1,7}|[a-z]{1,8});/gi, decodeSign)

interface Tag {
  name: string
  closing: boolean
  /** Where what comes after it begins. */
  end: number
}

function readTag(html: string, at: number): Tag {
  if (html.startsWith('<!--', at)) {
    const end = html.indexOf('-->', at + 4)
    return { name: '', closing: false, end: end < 0 ? html.length : end + 3 }
  }
  const end = html.indexOf('>', at)
  const closing = html[at + 1] === '/'
  const name = /^[a-z0-9]*/i.exec(html.slice(at + (closing ? 2 : 1), at + 20))![0].toLowerCase()
  return { name, closing, end: end < 0 ? html.length : end + 1 }
}

/** Where a part that is not to be read ends; one that never ends is left out to the end. */
function skip(html: string, from: number, name: string): number {
  const closing = new RegExp(`</${name}[\\s>]`, 'gi')
  closing.lastIndex = from
  const found = closing.exec(html)
  return found ? found.index : html.length
}

/**
 * The words of an HTML mail, line by line; one pass, however it is nested or broken. Quoted mails (`blockquote`) begin with
 * `>`, as in plain text.
 */
export function textOfHtml(html: string): string {
  const lines: string[] = []
  let line = ''
  let quoted = 0
  const endLine = () => {
    const words = line.trim().replaceAll(/ {2,}/g, ' ')
    if (words !== '') lines.push('> '.repeat(Math.min(quoted, 3)) + words)
    line = ''
  }
  for (let at = 0; at < html.length; ) {
    const open = html.indexOf('<', at)
    line += decodeSigns(html.slice(at, open < 0 ? html.length : open).replaceAll(/\s+/g, ' '))
    if (open < 0) break
    const tag = readTag(html, open)
    at = tag.end
    if (silent.has(tag.name) && !tag.closing) at = skip(html, at, tag.name)
    if (breaks.has(tag.name)) endLine()
    if (cells.has(tag.name)) line += ' '
    if (tag.name === 'blockquote') quoted = Math.max(0, quoted + (tag.closing ? -1 : 1))
  }
  endLine()
  return lines.join('\n')
}
