import { Document, HeadingLevel, Packer, Paragraph, TextRun } from 'docx'
import { entryText } from './entry.rules.ts'
import { type Labelling, visibleOf } from './write-text.ts'
import { type WrittenDocument, withoutDrawings } from './written-document.ts'

/** A Word document with the visible label above its title and the entry as a custom property. */
export async function makeDocx(document: WrittenDocument, labelling: Labelling): Promise<Buffer> {
  const visible = visibleOf(labelling)
  const line =
    visible === null ? [] : [new Paragraph({ children: [new TextRun({ text: visible, color: '666666' })] })]
  const blocks = withoutDrawings(document).blocks.map(({ kind, text }) =>
    kind === 'heading'
      ? new Paragraph({ text, heading: HeadingLevel.HEADING_2 })
      : new Paragraph({ text, ...(kind === 'item' ? { bullet: { level: 0 } } : {}) }),
  )
  const made = new Document({
    title: document.title,
    creator: labelling.entry.ContentProducer,
    customProperties: [{ name: 'AIGC', value: entryText(labelling.entry) }],
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
