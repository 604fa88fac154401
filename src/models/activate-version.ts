import type { Transaction } from '#base/index.ts'
import { append } from '#ledger/index.ts'
import { markActive, markRetired, selectActive, type VersionRow } from './model.store.ts'
import type { ActivationCause } from './version-state.rules.ts'

/**
 * Puts a version in use, retires the one before, and records both in the ledger. The caller holds the lock of the task.
 */
export async function activateVersion(
  tx: Transaction,
  version: Pick<VersionRow, 'id' | 'task' | 'trained_by'>,
  act: { by: string; cause: ActivationCause },
): Promise<void> {
  const before = (await selectActive(tx)).get(version.task) ?? null
  if (before === version.id) return
  if (before) await markRetired(tx, before, act.by)
  await markActive(tx, version.id, act.by)
  await append(tx, [
    {
      kind: 'model.activated',
      subject: `model:${version.id}`,
      body: {
        task: version.task,
        by: act.by,
        cause: act.cause,
        trainedBy: version.trained_by,
        replaces: before,
      },
    },
  ])
}
