import { type Database, inTransaction } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { append, type Json, leafHash } from '#ledger/index.ts'
import { type OwnFault, tryExamples } from './own-pattern.rules.ts'
import type { OwnRecogniser, RecogniserView } from './own-recogniser.contract.ts'
import { insertVersion, selectVersions } from './own-recogniser.store.ts'
import { recogniserError } from './recogniser.errors.ts'

export interface RecogniserOrder {
  key: string
  /** The version the change was made on; 0 for a new recogniser. */
  version: number
  own: OwnRecogniser
}

/** Why a recogniser is refused, as an error. */
export function errorOf(fault: OwnFault) {
  const example = 'example' in fault ? fault.example : ''
  switch (fault.fault) {
    case 'pattern-invalid':
      return recogniserError('kernel.recogniser-pattern-invalid')
    case 'pattern-empty':
      return recogniserError('kernel.recogniser-pattern-empty')
    case 'words-missing':
      return recogniserError('kernel.recogniser-words-missing')
    case 'example-missed':
      return recogniserError('kernel.recogniser-example-missed', { example })
    case 'example-found':
      return recogniserError('kernel.recogniser-example-found', { example })
  }
}

/**
 * Saves a recogniser as a new version, after it was tried on its examples, and records who changed it.
 * @throws kernel.recogniser-example-missed and the others that say why it does not do what it says, kernel.recogniser-changed
 */
export async function saveRecogniser(
  database: Database,
  order: RecogniserOrder,
  by: Actor,
): Promise<RecogniserView> {
  const fault = tryExamples(order.own)
  if (fault) throw errorOf(fault)
  return await inTransaction(database, async tx => {
    const [newest] = await selectVersions(tx, order.key)
    if ((newest?.version ?? 0) !== order.version) throw recogniserError('kernel.recogniser-changed')
    const saved: RecogniserView = {
      ...order.own,
      key: order.key,
      version: order.version + 1,
      changedBy: by.id,
      changedAt: new Date().toISOString(),
    }
    if (!(await insertVersion(tx, saved))) throw recogniserError('kernel.recogniser-changed')
    await append(tx, [
      {
        kind: 'guard.recogniser-changed',
        subject: `recogniser:${saved.key}`,
        body: {
          version: saved.version,
          enabled: saved.enabled,
          level: saved.level,
          by: by.id,
          digest: leafHash([saved as unknown as Json]).toString('hex'),
        },
      },
    ])
    return saved
  })
}
