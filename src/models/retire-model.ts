import { type Database, inTransaction } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { append } from '#ledger/index.ts'
import { modelError } from './model.errors.ts'
import {
  lockTask,
  lockVersion,
  markRetired,
  selectVersion,
  type VersionRow,
  writeNote,
} from './model.store.ts'

/**
 * Takes a version out of use, or turns a candidate down. Without a model in use advice falls back to the duty list.
 * @throws models.unknown-version, models.already-retired.
 */
export async function retireModel(
  database: Database,
  decision: { versionId: string; note: string | null },
  actor: Pick<Actor, 'id'>,
): Promise<VersionRow> {
  const { versionId, note } = decision
  const found = await selectVersion(database, versionId)
  if (!found) throw modelError('models.unknown-version', { version: versionId })
  await inTransaction(database, async tx => {
    await lockTask(tx, found.task)
    const version = (await lockVersion(tx, versionId)) as VersionRow
    if (version.state === 'retired') throw modelError('models.already-retired')
    if (note !== null) await writeNote(tx, versionId, note)
    await markRetired(tx, versionId, actor.id)
    await append(tx, [
      {
        kind: 'model.retired',
        subject: `model:${versionId}`,
        body: { task: version.task, by: actor.id, was: version.state },
      },
    ])
  })
  return (await selectVersion(database, versionId)) as VersionRow
}
