import { ReadableStream } from 'node:stream/web'
import { fileTypeFromStream } from 'file-type'
import type { SealedStaged } from '#base/index.ts'
import { attachmentError } from './attachment.errors.ts'
import { type FileKind, fileKindOf, isPlainText } from './file-kind.rules.ts'

type Opened = Pick<SealedStaged, 'open'>

async function isTextFile(file: Opened): Promise<boolean> {
  for await (const chunk of await file.open()) if (!isPlainText(chunk as Buffer)) return false
  return true
}

// Told by two letters: a note that begins with "BMW" is no picture.
const weak = 'image/bmp'

/**
 * What a file is, by its content alone.
 * @throws cases.attachment-type when it is nothing that is taken.
 */
export async function sniffFile(file: Opened): Promise<FileKind> {
  const content = await file.open()
  const found = await fileTypeFromStream(ReadableStream.from(content))
  content.destroy()
  const isTold = found !== undefined && found.mime !== weak
  const kind = fileKindOf(isTold ? found.mime : (await isTextFile(file)) ? 'text/plain' : '')
  if (!kind) throw attachmentError('cases.attachment-type')
  return kind
}
