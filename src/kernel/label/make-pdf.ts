import PDFDocument from 'pdfkit'
import { drawSteps } from './draw-steps.ts'
import { fontFile } from './font.ts'
import { stampPdf } from './stamp-pdf.ts'
import { type Labelling, visibleOf } from './write-text.ts'
import type { WrittenDocument } from './written-document.ts'

const sizes = { title: 18, heading: 14, paragraph: 11, item: 11, label: 9 }

/** A PDF with the visible label at the head of each page and the entry in its information dictionary. */
export async function makePdf(document: WrittenDocument, labelling: Labelling): Promise<Buffer> {
  const visible = visibleOf(labelling)
  const pdf = new PDFDocument({
    size: 'A4',
    margins: { top: 72, bottom: 64, left: 64, right: 64 },
    info: { Title: document.title },
  })
  const pieces: Buffer[] = []
  const whole = new Promise<Buffer>((done, fail) => {
    pdf.on('data', (piece: Buffer) => void pieces.push(piece))
    pdf.on('end', () => done(Buffer.concat(pieces)))
    pdf.on('error', fail)
  })
  pdf.registerFont('text', fontFile())
  const head = () => {
    if (visible === null) return
    const { x, y } = pdf
    pdf.font('text').fontSize(sizes.label).fillColor('#555555').text(visible, 64, 40, { lineBreak: false })
    pdf.fillColor('#000000')
    pdf.x = x
    pdf.y = y
  }
  head()
  pdf.on('pageAdded', head)
  pdf.font('text').fontSize(sizes.title).text(document.title)
  for (const block of document.blocks) {
    if (block.kind === 'steps') {
      drawSteps(pdf, block)
      continue
    }
    const { kind, text } = block
    pdf.moveDown(kind === 'heading' ? 0.8 : 0.3).fontSize(sizes[kind])
    pdf.text(kind === 'item' ? `• ${text}` : text)
  }
  pdf.end()
  // pdfkit would put the entry into an object of its own, where simple readers do not look for it.
  return await stampPdf(await whole, labelling.entry)
}
