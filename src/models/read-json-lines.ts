/** One line of a file, by its number from 1. Broken: longer than allowed, or not UTF-8. */
export type RawLine = { line: number; text: string } | { line: number; fault: 'line-too-long' | 'not-utf-8' }

/** A line holds one message; a megabyte of text is far beyond any, and JSON may need six bytes for one character. */
const longest = 8 * 1024 * 1024
const newline = 0x0a

interface Gathering {
  parts: Buffer[]
  size: number
  tooLong: boolean
}

function finish(gathered: Gathering, line: number): RawLine {
  if (gathered.tooLong) return { line, fault: 'line-too-long' }
  try {
    return { line, text: new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(gathered.parts)) }
  } catch {
    return { line, fault: 'not-utf-8' }
  }
}

function gather(gathered: Gathering, part: Buffer): void {
  gathered.size += part.length
  if (gathered.size > longest) {
    gathered.tooLong = true
    gathered.parts = []
  } else gathered.parts.push(part)
}

/**
 * Lines of a byte stream without holding more than one of them: readline would take a file without line ends into memory
 * and turn bytes that are not UTF-8 into something else. A byte order mark is left out; empty lines are passed over, but
 * counted.
 */
export async function* readLines(bytes: AsyncIterable<Buffer>): AsyncGenerator<RawLine> {
  let line = 1
  let gathered: Gathering = { parts: [], size: 0, tooLong: false }
  for await (const chunk of bytes) {
    let from = 0
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, from)) {
      gather(gathered, chunk.subarray(from, end))
      const found = finish(gathered, line++)
      if (!('text' in found) || found.text.trim() !== '') yield found
      gathered = { parts: [], size: 0, tooLong: false }
      from = end + 1
    }
    gather(gathered, chunk.subarray(from))
  }
  if (gathered.size === 0) return
  const last = finish(gathered, line)
  if (!('text' in last) || last.text.trim() !== '') yield last
}
