import { entryText, oneEntry, readEntry } from './entry.rules.ts'
import type { AigcEntry } from './label.contract.ts'
import { aigcProperties, customPart, entriesInProperties } from './read-office.ts'
import { bytesSource } from './source.ts'
import { withoutSpans } from './spans.rules.ts'
import { escapeXml } from './xmp.rules.ts'
import { changedZip, partBytes, zipParts } from './zip.ts'

const schemas = 'http://schemas.openxmlformats.org'
const emptyProperties =
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="${schemas}/officeDocument/2006/custom-properties" ` +
  `xmlns:vt="${schemas}/officeDocument/2006/docPropsVTypes"></Properties>`
const relation = `${schemas}/officeDocument/2006/relationships/custom-properties`
const contentType = 'application/vnd.openxmlformats-officedocument.custom-properties+xml'

function properties(xml: string, entry: string): string {
  const bare = withoutSpans(xml, aigcProperties(xml)).replace(
    /<Properties([^>]*)\/>/,
    '<Properties$1></Properties>',
  )
  // Numbers from two on, each once; one is reserved by the format.
  const used = [...bare.matchAll(/\bpid="(\d{1,9})"/g)].map(([, pid]) => Number(pid))
  const pid = Math.max(1, ...used) + 1
  const end = bare.lastIndexOf('</')
  const property =
    `<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="${pid}" name="AIGC">` +
    `<vt:lpwstr xmlns:vt="${schemas}/officeDocument/2006/docPropsVTypes">${escapeXml(entry)}</vt:lpwstr></property>`
  return bare.slice(0, end) + property + bare.slice(end)
}

const before = (xml: string, mark: string, added: string) => {
  const at = xml.lastIndexOf(mark)
  return at < 0 ? xml : xml.slice(0, at) + added + xml.slice(at)
}

/** The first paragraph of a Word document says what it is. */
function withLine(xml: string, line: string): string {
  const body = xml.indexOf('<w:body>')
  if (body < 0 || xml.includes(escapeXml(line))) return xml
  const at = body + '<w:body>'.length
  return `${xml.slice(0, at)}<w:p><w:r><w:t>${escapeXml(line)}</w:t></w:r></w:p>${xml.slice(at)}`
}

/**
 * A DOCX, XLSX or PPTX file with the one entry as a custom property, and in a Word document the visible line; every other
 * part stays byte by byte. The entry of another producer goes on with us as propagator.
 */
export async function stampOffice(
  file: Buffer,
  of: { entry: AigcEntry; line: string | null },
): Promise<Buffer> {
  const source = bytesSource(file)
  const parts = (await zipParts(source)) ?? []
  const read = async (name: string) => {
    const part = parts.find(one => one.name === name)
    return part ? (await partBytes(source, part)).toString('utf8') : undefined
  }
  const custom = (await read(customPart)) ?? emptyProperties
  const found = entriesInProperties(custom)
    .map(text => readEntry(text).entry)
    .find(one => one !== null)
  const changes = new Map<string, string | undefined>()
  changes.set(customPart, properties(custom, entryText(oneEntry(found ?? null, of.entry))))
  const types = await read('[Content_Types].xml')
  if (types && !types.includes('/docProps/custom.xml'))
    changes.set(
      '[Content_Types].xml',
      before(types, '</Types>', `<Override PartName="/docProps/custom.xml" ContentType="${contentType}"/>`),
    )
  const relations = await read('_rels/.rels')
  if (relations && !relations.includes(relation))
    changes.set(
      '_rels/.rels',
      before(
        relations,
        '</Relationships>',
        `<Relationship Id="rIdAigc" Type="${relation}" Target="docProps/custom.xml"/>`,
      ),
    )
  const document = of.line === null ? undefined : await read('word/document.xml')
  if (document && of.line !== null) changes.set('word/document.xml', withLine(document, of.line))
  const bytes = [...changes].flatMap(([name, xml]) =>
    xml === undefined ? [] : [[name, Buffer.from(xml, 'utf8')] as const],
  )
  return await changedZip(source, new Map(bytes))
}
