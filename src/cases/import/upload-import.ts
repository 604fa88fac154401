import type { Readable } from 'node:stream'
import { uuidv7 } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { importMapping } from '../imports.contract.ts'
import { examineFile } from './examine-file.ts'
import { type ImportRecord, insertImport, selectImport, selectMapping } from './import.store.ts'
import type { ImportParts } from './import-parts.ts'
import { guessMapping, headingKey, wrongHeadings } from './mapping.rules.ts'
import { removeFile, storeFile } from './stored-file.ts'

async function mappingFor(parts: ImportParts, person: string, headings: string[]) {
  const remembered = await selectMapping(parts.loop.database, person, headingKey(headings))
  const read = importMapping.safeParse(remembered?.mapping)
  // The same headings may be written a little differently this time; then the columns are guessed anew.
  if (remembered && read.success && wrongHeadings(read.data, headings).length === 0)
    return { mapping: read.data, from: remembered.own ? ('own' as const) : ('shared' as const) }
  return { mapping: guessMapping(headings), from: 'guessed' as const }
}

/**
 * Takes a file in: stores it as it comes, finds out what it is and proposes a mapping. Nothing becomes a case yet.
 * @throws what `storeFile` and `examineFile` throw; the file is removed then.
 */
export async function uploadImport(
  parts: ImportParts,
  actor: Pick<Actor, 'id' | 'name'>,
  file: { name: string; stream: Readable },
): Promise<ImportRecord> {
  const id = uuidv7()
  try {
    const path = await storeFile(parts.dataFolder, id, file.stream)
    const { headings, sample, rows, ...examined } = await examineFile(path)
    const { mapping, from } = await mappingFor(parts, actor.id, headings)
    await insertImport(parts.loop.database, {
      id,
      created_by: actor.id,
      created_by_name: actor.name,
      file_name: (file.name || 'file').replaceAll('\u0000', '').slice(0, 200).toWellFormed(),
      bytes: examined.bytes,
      format: examined.format,
      encoding: examined.encoding,
      damaged: examined.damaged,
      delimiter: examined.delimiter,
      row_count: rows,
      headings,
      sample: sample.map(cells => cells.map(cell => cell.replaceAll('\u0000', '').toWellFormed())),
      mapping,
      mapping_from: from,
    })
  } catch (error) {
    await removeFile(parts.dataFolder, id)
    throw error
  }
  return (await selectImport(parts.loop.database, id))!
}
