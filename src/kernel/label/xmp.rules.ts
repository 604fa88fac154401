import { aigcNamespace } from './entry.rules.ts'
import { type Span, spansOf, withoutSpans } from './spans.rules.ts'

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Text of XML as it was before it was written. */
export function unescapeXml(text: string): string {
  return text.replace(/&(#x[0-9a-f]{1,6}|#[0-9]{1,7}|[a-z]+);/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return entities[name.toLowerCase()] ?? whole
    const code = name[1]!.toLowerCase() === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}

/** A text for an element or an attribute of XML. */
export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;')
}

// Whatever prefix the packet binds to the namespace; a packet with several is read for each.
function prefixesOf(packet: string): string[] {
  const bound = packet.matchAll(/xmlns:([\w.-]{1,40})\s*=\s*["']([^"']{1,200})["']/g)
  return [...new Set([...bound].filter(([, , uri]) => uri === aigcNamespace).map(([, prefix]) => prefix!))]
}

/** Where the entries of a packet stand, as elements. */
function elementsIn(packet: string, prefix: string): Span[] {
  const marks = { open: `<${prefix}:AIGC`, close: `</${prefix}:AIGC>`, longest: 140_000 }
  return spansOf(packet, marks).flatMap(({ from, to, text }) => {
    // An element of a longer name may begin before it.
    const at = Math.max(...['>', ' ', '\n'].map(sign => text.lastIndexOf(marks.open + sign)))
    return at < 0 ? [] : [{ from: from + at, to, text: text.slice(at) }]
  })
}

const attributeOf = (prefix: string) =>
  new RegExp(`\\s${prefix}:AIGC\\s{0,8}=\\s{0,8}(?:"([^"]{0,65536})"|'([^']{0,65536})')`, 'g')

/** Attributes of a packet; in one with more openings than any honest one has, none is looked for. */
function attributesIn(packet: string, prefix: string): RegExpMatchArray[] {
  return packet.split(`${prefix}:AIGC`).length > 200 ? [] : [...packet.matchAll(attributeOf(prefix))]
}

function bare(text: string): string {
  const inner = /^\s*<!\[CDATA\[([\s\S]*)\]\]>\s*$/.exec(text)
  return inner ? inner[1]! : unescapeXml(text).trim()
}

/** The entries of an XMP packet: elements and attributes `AIGC` of the namespace of TC260. */
export function entriesInXmp(packet: string): string[] {
  return prefixesOf(packet).flatMap(prefix => [
    ...elementsIn(packet, prefix).map(({ text }) =>
      bare(text.slice(text.indexOf('>') + 1, text.lastIndexOf('</'))),
    ),
    ...attributesIn(packet, prefix).map(([, double, single]) => bare(double ?? single ?? '')),
  ])
}

/** A packet with the one entry and nothing else. */
export function xmpPacket(entry: string): string {
  return (
    '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>' +
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' +
    `${description(entry)}</rdf:RDF></x:xmpmeta><?xpacket end="w"?>`
  )
}

const description = (entry: string) =>
  `<rdf:Description rdf:about="" xmlns:TC260="${aigcNamespace}"><TC260:AIGC>${escapeXml(entry)}</TC260:AIGC></rdf:Description>`

// It says nothing but what it is about and which names it uses.
function isHollow(description: string): boolean {
  const opening = description.slice(0, description.indexOf('>') + 1)
  const inner = description.slice(opening.length, description.lastIndexOf('</'))
  const names = [...opening.matchAll(/\s([\w.-]{1,60})(?::[\w.-]{1,60})?\s*=/g)].map(([, name]) => name!)
  return inner.trim() === '' && names.every(name => name === 'xmlns' || name === 'rdf')
}

/** The packet with the one entry in the place of all that were there; whatever else it says stays. */
export function withEntry(packet: string, entry: string): string {
  const cleaned = prefixesOf(packet).reduce(
    (text, prefix) => withoutSpans(text, elementsIn(text, prefix)).replace(attributeOf(prefix), ''),
    packet,
  )
  const end = cleaned.lastIndexOf('</rdf:RDF>')
  if (end < 0) return xmpPacket(entry)
  // What is left of a description that held only the entry.
  const described = spansOf(cleaned.slice(0, end), {
    open: '<rdf:Description',
    close: '</rdf:Description>',
    longest: 2_000,
  })
  const hollow = described.filter(({ text }) => isHollow(text))
  const head = withoutSpans(cleaned.slice(0, end), hollow)
  return head + description(entry) + cleaned.slice(end)
}

/** The XMP packets that stand in the bytes of a file, read as Latin-1. */
export function packetsIn(latin: string): string[] {
  const marks = { open: '<x:xmpmeta', close: '</x:xmpmeta>', longest: 2_000_000, most: 10 }
  return spansOf(latin, marks).map(({ text }) => Buffer.from(text, 'latin1').toString('utf8'))
}
