import { Readable } from 'node:stream'
import { baseError, type Download, type Language } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { type ImportRecord, selectImport } from './import.store.ts'
import type { ImportParts } from './import-parts.ts'
import { selectRejected } from './rejected.store.ts'
import { csvHead, csvLine } from './rejected-csv.rules.ts'

/** The rejected rows of an import as CSV, piece by piece. */
export async function* rejectedCsv(
  parts: Pick<ImportParts, 'loop'>,
  record: Pick<ImportRecord, 'id' | 'headings'>,
  language: Language,
): AsyncGenerator<string> {
  yield csvHead(record.headings, language)
  for await (const page of selectRejected(parts.loop.database, record.id))
    yield page.map(rejected => csvLine(rejected, language)).join('')
}

/**
 * The file of rejected rows, to be mended and imported again.
 * @throws base.not-found
 */
export async function downloadRejected(
  parts: ImportParts,
  actor: Pick<Actor, 'id'>,
  wanted: { importId: string; language: Language },
): Promise<Download> {
  const record = await selectImport(parts.loop.database, wanted.importId, actor.id)
  if (!record) throw baseError('base.not-found')
  const name = wanted.language === 'zh' ? '退回的行' : 'rejected rows'
  return {
    download: true,
    name: `${name} ${record.file_name.replace(/\.\w+$/, '')}.csv`,
    contentType: 'text/csv; charset=utf-8',
    body: Readable.from(rejectedCsv(parts, record, wanted.language)),
  }
}
