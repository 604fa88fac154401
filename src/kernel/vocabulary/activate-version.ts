import { type Database, inTransaction, momentOf, uuidv7 } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { append } from '#ledger/index.ts'
import { kernelError } from '../kernel.errors.ts'
import { readList } from './create-vocabulary.ts'
import { insertActivation, lockVocabulary, selectInForce } from './vocabulary.store.ts'

/**
 * Puts a version in force, or an earlier one back: for every answer from now on, in every process within two seconds.
 * @throws kernel.vocabulary-version-not-found, kernel.vocabulary-in-force when it is already
 */
export async function activateVersion(
  database: Database,
  request: { version: string; reason: string },
  by: Actor,
): Promise<void> {
  await inTransaction(database, async tx => {
    await lockVocabulary(tx)
    const { id: versionId, number, digest } = await readList(tx, request.version)
    const before = await selectInForce(tx)
    if (versionId === before) throw kernelError('kernel.vocabulary-in-force', { number })
    const id = uuidv7()
    await insertActivation(tx, {
      id,
      recordedAt: momentOf(id),
      versionId,
      madeBy: by.id,
      reason: request.reason,
    })
    await append(tx, [
      {
        kind: 'vocabulary.activated',
        subject: versionId ?? 'vocabulary:shipped',
        body: { number, digest: digest.toString('hex'), before, by: by.id },
      },
    ])
  })
}
