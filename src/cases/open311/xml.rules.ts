/** What a document says: text, a number, nothing, a list, or named parts. */
export type Node =
  | string
  | number
  | boolean
  | null
  | readonly Node[]
  | { readonly [name: string]: Node | undefined }

// XML 1.0 has no place for most control characters, for halves of a pair and for U+FFFE and U+FFFF, not even escaped.
const impossible = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu

/** Text as it stands in XML. A carriage return would be read as a line feed unless it is written as a reference. */
export function escapeXml(text: string): string {
  return text
    .replace(impossible, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;')
}

/** The element of a list is named after it: `services` holds `service`. */
const itemNames: Readonly<Record<string, string>> = {
  services: 'service',
  service_requests: 'request',
  service_request_updates: 'request_update',
  attributes: 'attribute',
  values: 'value',
  endpoints: 'endpoint',
  formats: 'format',
  errors: 'error',
}

function element(name: string, node: Node | undefined): string {
  if (node === undefined) return ''
  if (node === null || node === '') return `<${name}/>`
  if (typeof node === 'object') {
    if (Array.isArray(node)) {
      const item = itemNames[name] ?? 'item'
      return `<${name} type="array">${node.map(one => element(item, one)).join('')}</${name}>`
    }
    const parts = Object.entries(node as Readonly<Record<string, Node | undefined>>)
    return `<${name}>${parts.map(([part, value]) => element(part, value)).join('')}</${name}>`
  }
  return `<${name}>${escapeXml(String(node))}</${name}>`
}

/** A whole XML document. Names of elements are ours and never what somebody sent. */
export function writeXml(root: string, node: Node): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n${element(root, node)}\n`
}
