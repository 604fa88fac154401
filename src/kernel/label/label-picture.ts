import { drawLabel } from './draw-label.ts'
import { stampJpeg } from './stamp-jpeg.ts'
import { stampPng } from './stamp-png.ts'
import { type Labelling, visibleOf } from './write-text.ts'

/** In short, for pictures too narrow for the sentence: the words the standard asks for. */
const short = { zh: 'AI生成', en: 'AI-generated' } as const

/** A PNG or JPEG picture with its visible label and the one entry in its metadata. */
export async function labelPicture(picture: Buffer, labelling: Labelling): Promise<Buffer> {
  const visible = visibleOf(labelling)
  const drawn = visible === null ? picture : await drawLabel(picture, [visible, short[labelling.language]])
  const isPng = drawn.toString('latin1', 1, 4) === 'PNG'
  return isPng ? await stampPng(drawn, labelling.entry) : await stampJpeg(drawn, labelling.entry)
}
