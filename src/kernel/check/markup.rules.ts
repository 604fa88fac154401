import { pass, type Said } from './check-context.ts'
import { hiddenCharacters } from './plain-text.rules.ts'

/** What any of the steps below could have to do with: most answers have none of it and are done here. */
const anything = /[<[\]]|:\/\/|www\.|script\s*:|data\s*:/i

/** Elements whose content is not text. */
const whole =
  /<(script|style|iframe|object|embed|svg|math|template|noscript|form|textarea|title)\b[\s\S]*?(?:<\/\1\s*>|$)/gi
const comment = /<!--[\s\S]*?(?:-->|$)|<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<\?[\s\S]*?(?:\?>|$)/g
/** Elements that fetch something or reach outside the answer, with or without a content. */
const fetching =
  /<\/?(?:img|image|picture|source|video|audio|track|link|meta|base|input|button|select|frame|frameset|applet|param|bgsound|body|html|head)\b[^>]*(?:>|$)/gi

const named = new Map([
  ['colon', ':'],
  ['tab', '\t'],
  ['newline', '\n'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['sol', '/'],
  ['amp', '&'],
])

const opened = (address: string) =>
  address.replaceAll(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,7});?/gi, (all: string, name: string) => {
    if (!name.startsWith('#')) return named.get(name.toLowerCase()) ?? all
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    return code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })

/** Whether an address may stay a link: one of the product's own paths, or http(s) to an allowed host without a name or password. */
export function isAllowed(address: string, hosts: readonly string[]): boolean {
  const plain = opened(address).trim()
  if (/^\/(?![/\\])[\w\-./#]*$/.test(plain)) return true
  if (!/^https?:\/\//i.test(plain) || /[\s\\]/.test(plain)) return false
  const url = URL.parse(plain)
  if (url === null || url.username !== '' || url.password !== '' || url.port !== '') return false
  return hosts.some(host => url.hostname === host || url.hostname.endsWith(`.${host}`))
}

const label = String.raw`((?:[^\[\]\n]|\[[^\[\]\n]*\])*)`
const target = String.raw`\(\s*(<[^<>\n]*>|[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)(?:\s+(?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\)))?\s*\)`
const image = new RegExp(String.raw`!\[${label}\](?:${target}|\[[^\[\]\n]*\])?`, 'g')
const link = new RegExp(String.raw`\[${label}\]${target}`, 'g')
const automatic = /<((?:[a-z][a-z0-9+.-]{1,31}):[^\s<>]*)>/gi
const bare = /(?:[a-z][a-z0-9+.-]{1,20}:\/\/|www\.)[^\s<>()\u3000-\u303f\uff00-\uffef"'`|]+/gi
const schemes = /(?:javascript|vbscript|livescript)\s*:|\bdata\s*:\s*[a-z]+\/[a-z0-9.+-]+[;,]/gi

/** Stands for a kept link while everything else is taken apart; no text holds one, they are hidden characters. */
const keptMark = (place: number) => `\ue000${place}\ue001`

/**
 * Makes what a model wrote safe on every page it may come to: no HTML but as text, no image, no link but to allowed hosts,
 * nothing that is not seen. Tables, lists, headings and emphasis stay. Text is Markdown here, so what was HTML is escaped
 * as Markdown escapes it. Whoever makes HTML of it must still escape: this is the second lock.
 */
export function neutralise(given: string, hosts: readonly string[]): Said {
  if (!anything.test(given) && given.search(hiddenCharacters) < 0) return pass(given)
  const because = new Set<string>()
  const dropped = (reason: string, left = '') => {
    because.add(reason)
    return left
  }
  const kept: string[] = []
  const keep = (text: string) => keptMark(kept.push(text) - 1)
  let text = given.replaceAll(hiddenCharacters, () => dropped('hidden-characters'))
  text = text.replaceAll(comment, () => dropped('html')).replaceAll(whole, () => dropped('html'))
  text = text.replaceAll(image, (_, shown: string) => dropped('image', shown))
  text = text.replaceAll(link, (all: string, shown: string, address: string) => {
    const where = address.replace(/^<(.*)>$/, '$1')
    // What is shown must not be one address while the link is another.
    if (isAllowed(where, hosts) && !/:\/\/|www\./i.test(shown)) return keep(all)
    return dropped('link', shown)
  })
  text = text.replaceAll(automatic, (_, address: string) =>
    isAllowed(address, hosts) ? keep(`<${address}>`) : dropped('link'),
  )
  text = text.replaceAll(bare, address => (isAllowed(address, hosts) ? keep(address) : dropped('link')))
  // Taking one out may join what stood around it to another.
  while (text.search(schemes) >= 0) text = text.replaceAll(schemes, () => dropped('scheme'))
  text = text.replaceAll(/<br\s*\/?>/gi, ' ').replaceAll(fetching, () => dropped('html'))
  text = text.replaceAll(/<(?=[a-z/!?])/gi, () => dropped('html-escaped', '&lt;'))
  // What is left of a link, half written or a definition of one, is text: a reader of Markdown sees no link in it.
  text = text.replaceAll(/\](?=[([:])/g, '] ')
  text = text.replaceAll(/\ue000(\d+)\ue001/g, (_, place: string) => kept[Number(place)]!)
  const says =
    because.size === 0 ? 'pass' : [...because].every(one => one === 'html-escaped') ? 'mark' : 'drop'
  return { text, says, because: [...because].sort(), overridable: says === 'pass' }
}
