import type { SourceRow } from './source-row.ts'

/** Rows of one transaction: enough to spread its cost, few enough that a kill loses a quarter of a second of work. */
export const chunkRows = 500
// Matters of 20,000 characters: a chunk of them would be a statement of 20 MB.
const chunkCharacters = 2_000_000

/** Rows in chunks of at most so many rows and characters. */
export async function* chunksOf(rows: AsyncIterable<SourceRow>): AsyncGenerator<SourceRow[]> {
  let chunk: SourceRow[] = []
  let characters = 0
  for await (const row of rows) {
    chunk.push(row)
    for (const cell of row.cells) characters += cell.length
    if (chunk.length < chunkRows && characters < chunkCharacters) continue
    yield chunk
    chunk = []
    characters = 0
  }
  if (chunk.length > 0) yield chunk
}
