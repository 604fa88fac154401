import { entryText } from './entry.rules.ts'
import type { DocumentFormat } from './label.contract.ts'
import { type Labelling, labelHtml, labelJson, labelMarkdown, labelText } from './write-text.ts'
import { asMarkdown, asText, type WrittenDocument, withoutDrawings } from './written-document.ts'
import { escapeXml } from './xmp.rules.ts'

function asHtml(document: WrittenDocument): string {
  const { title, blocks } = withoutDrawings(document)
  const tag = { heading: 'h2', paragraph: 'p', item: 'li' } as const
  const body = blocks.map(({ kind, text }) => `<${tag[kind]}>${escapeXml(text)}</${tag[kind]}>`).join('\n')
  return (
    `<!doctype html>\n<html><head><meta charset="utf-8"><title>${escapeXml(title)}</title></head>` +
    `<body>\n<h1>${escapeXml(title)}</h1>\n${body}\n</body></html>\n`
  )
}

const types: Record<DocumentFormat, string> = {
  md: 'text/markdown; charset=utf-8',
  html: 'text/html; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  json: 'application/json; charset=utf-8',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
}

type Write = (document: WrittenDocument, labelling: Labelling) => Promise<Buffer>
const text = (write: (document: WrittenDocument, labelling: Labelling) => string): Write => {
  return async (document, labelling) => Buffer.from(write(document, labelling), 'utf8')
}

/** One writer for each format; a format without one does not compile. */
export const documentWriters: Readonly<Record<DocumentFormat, Write>> = {
  md: text((document, labelling) => labelMarkdown(asMarkdown(document), labelling)),
  html: text((document, labelling) => labelHtml(asHtml(document), labelling)),
  txt: text((document, labelling) => labelText(asText(document), labelling)),
  json: text((document, labelling) => JSON.stringify(labelJson({ ...document }, labelling), null, 2)),
  // Loaded when the first is written: fonts and formats are no business of a starting server.
  docx: async (document, labelling) => (await import('./make-docx.ts')).makeDocx(document, labelling),
  pdf: async (document, labelling) => (await import('./make-pdf.ts')).makePdf(document, labelling),
}

/** A document that a machine wrote as a file with its labels. */
export async function writeDocument(
  document: WrittenDocument,
  of: { format: DocumentFormat; labelling: Labelling },
): Promise<{ content: Buffer; contentType: string; header: string }> {
  const content = await documentWriters[of.format](document, of.labelling)
  return { content, contentType: types[of.format], header: entryText(of.labelling.entry) }
}

/** A document that people or rules wrote as a Word file, without any label of AI content. */
export async function writePlainDocument(
  document: WrittenDocument,
): Promise<{ content: Buffer; contentType: string }> {
  const content = await (await import('./make-docx.ts')).makeDocx(document, null)
  return { content, contentType: types.docx }
}
