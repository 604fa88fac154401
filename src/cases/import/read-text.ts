import { openSealedFile } from '#base/index.ts'
import type { SourceFile } from './source-row.ts'

/** The text of a file, piece by piece. Bytes that are not of its encoding become U+FFFD; a byte order mark is left out. */
export async function* readText(file: Pick<SourceFile, 'path' | 'encoding'>): AsyncGenerator<string> {
  const decoder = new TextDecoder(file.encoding)
  for await (const bytes of await openSealedFile(file.path)) {
    const text = decoder.decode(bytes as Buffer, { stream: true })
    if (text !== '') yield text
  }
  const rest = decoder.decode()
  if (rest !== '') yield rest
}

/** Lines of a text in pieces, without their ends; the last one also when it has no end. */
export async function* readLines(pieces: AsyncIterable<string>, longest: number): AsyncGenerator<string> {
  let rest = ''
  for await (const piece of pieces) {
    rest += piece
    let from = 0
    for (;;) {
      const end = rest.indexOf('\n', from)
      if (end < 0) break
      yield rest.slice(from, end)
      from = end + 1
    }
    rest = rest.slice(from)
    // A line without end would fill the memory: it is handed on cut, and is then no JSON.
    if (rest.length > longest) {
      yield rest.slice(0, longest)
      rest = ''
    }
  }
  if (rest !== '') yield rest
}
