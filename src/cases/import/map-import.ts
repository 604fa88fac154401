import { baseError, inTransaction, readTask, type Transaction } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import type { ImportMapping } from '../imports.contract.ts'
import { importError } from './import.errors.ts'
import { type ImportRecord, lockImport, updateImport, upsertMapping } from './import.store.ts'
import type { ImportParts } from './import-parts.ts'
import { headingKey, wrongHeadings } from './mapping.rules.ts'
import { wrongValue } from './values.rules.ts'

/**
 * One's own import, locked, while it can still be changed.
 * @throws base.not-found, cases.import-already-started, cases.import-file-removed
 */
export async function lockUnstarted(
  tx: Transaction,
  actor: Pick<Actor, 'id'>,
  importId: string,
): Promise<ImportRecord> {
  const record = await lockImport(tx, importId, actor.id)
  if (!record) throw baseError('base.not-found')
  if (record.removed_at) throw importError('cases.import-file-removed')
  const check = record.check_task_id ? await readTask(tx, record.check_task_id) : undefined
  const checking = check?.state === 'queued' || check?.state === 'running'
  if (record.task_id || checking) throw importError('cases.import-already-started')
  return record
}

/**
 * Sets what the columns and values of a file mean, and remembers it for the next file with these headings.
 * @throws cases.import-unknown-heading, cases.import-unknown-value, and what `lockUnstarted` throws.
 */
export async function mapImport(
  parts: ImportParts,
  actor: Pick<Actor, 'id'>,
  given: { importId: string; mapping: ImportMapping },
): Promise<void> {
  const { importId, mapping } = given
  const city = await parts.loop.city.snapshot()
  const unknown = wrongValue(city, mapping.values)
  if (unknown) throw importError('cases.import-unknown-value', unknown)
  await inTransaction(parts.loop.database, async tx => {
    const { headings } = await lockUnstarted(tx, actor, importId)
    const [wrong] = wrongHeadings(mapping, headings)
    if (wrong !== undefined) throw importError('cases.import-unknown-heading', { heading: wrong })
    await updateImport(tx, importId, { mapping, mappingFrom: 'chosen', checkTaskId: null, checkResult: null })
    await upsertMapping(tx, actor.id, { headingKey: headingKey(headings), mapping })
  })
}
