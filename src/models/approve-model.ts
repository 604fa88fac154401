import { type Database, inTransaction } from '#base/index.ts'
import type { Actor, Permissions } from '#identity/index.ts'
import { activateVersion } from './activate-version.ts'
import type { TrainingFacts } from './model.contract.ts'
import { modelError } from './model.errors.ts'
import { lockTask, lockVersion, selectVersion, type VersionRow, writeNote } from './model.store.ts'
import { canActivate } from './version-state.rules.ts'

/** What decides whether somebody may approve what somebody else trained. */
export type Permits = Pick<Permissions, 'permits'>

/**
 * A person puts a version in use that another person trained.
 * @throws models.unknown-version, models.own-model, models.not-a-candidate.
 */
export async function approveModel(
  parts: { database: Database; permissions: Permits },
  decision: { versionId: string; note: string | null },
  actor: Actor,
): Promise<VersionRow> {
  const { versionId, note } = decision
  const found = await selectVersion(parts.database, versionId)
  if (!found) throw modelError('models.unknown-version', { version: versionId })
  const resource = { kind: 'training' as const, trainedBy: found.trained_by }
  // Said twice on purpose: the policy may be edited, and four eyes must not hang on one file.
  if (found.trained_by === actor.id || !parts.permissions.permits(actor, 'models:approve', resource))
    throw modelError('models.own-model')
  await inTransaction(parts.database, async tx => {
    await lockTask(tx, found.task)
    const version = (await lockVersion(tx, versionId)) as VersionRow
    const { unknownLabels } = version.training as TrainingFacts
    if (!canActivate(version.state, unknownLabels.length))
      throw modelError('models.not-a-candidate', { state: version.state })
    if (version.trained_by === actor.id) throw modelError('models.own-model')
    if (note !== null) await writeNote(tx, versionId, note)
    await activateVersion(tx, version, { by: actor.id, cause: 'approved' })
  })
  return (await selectVersion(parts.database, versionId)) as VersionRow
}
