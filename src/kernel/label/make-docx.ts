import { Document, HeadingLevel, Packer, Paragraph, TextRun } from 'docx'
import { entryText } from './entry.rules.ts'
import { unconfigured } from './producer.ts'
import { type Labelling, visibleOf } from './write-text.ts'
import { type WrittenDocument, withoutDrawings } from './written-document.ts'

/**
 * A Word document with the visible label above its title and the entry as a custom property. Without a labelling it carries
 * neither: what people or rules wrote is not to pass for AI content.
 */
export async function makeDocx(document: WrittenDocument, labelling: Labelling | null): Promise<Buffer> {
  const visible = labelling && visibleOf(labelling)
  const line =
    visible === null ? [] : [new Paragraph({ children: [new TextRun({ text: visible, color: '666666' })] })]
  const blocks = withoutDrawings(document).blocks.map(({ kind, text }) =>
    kind === 'heading'
      ? new Paragraph({ text, heading: HeadingLevel.HEADING_2 })
      : new Paragraph({ text, ...(kind === 'item' ? { bullet: { level: 0 } } : {}) }),
  )
  const made = new Document({
    title: document.title,
    creator: labelling?.entry.ContentProducer ?? unconfigured,
    ...(labelling ? { customProperties: [{ name: 'AIGC', value: entryText(labelling.entry) }] } : {}),
    sections: [
      {
        children: [
          ...line,
          new Paragraph({ text: document.title, heading: HeadingLevel.HEADING_1 }),
          ...blocks,
        ],
      },
    ],
  })
  return await Packer.toBuffer(made)
}
