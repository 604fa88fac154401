import { inTransaction, type Transaction } from '#base/index.ts'
import { type Actor, findPersonByAccount } from '#identity/index.ts'
import { kernelError } from '../kernel.errors.ts'
import { storable } from '../storable.rules.ts'
import { contentHash } from './content-hash.rules.ts'
import { recordRegister } from './record-register.ts'
import type { RegisterContent } from './register.contract.ts'
import { claimEntry, lockEntry, saveDraftRow, selectNewestVersion } from './register.store.ts'
import { algorithmOf, type RegisterParts } from './register-parts.ts'
import { gateOf, riskOf } from './risk.rules.ts'
import { inForceOf } from './standing.rules.ts'

/** An entry as a person wrote it. */
export interface DraftToSave {
  algorithm: string
  content: RegisterContent
  /** The account of who answers for it. */
  responsible: string | null
  assessedUntil: string | null
  /** The revision that was read; 0 for a new draft. */
  revision: number
}

async function responsibleOf(tx: Transaction, account: string | null): Promise<string | null> {
  if (account === null || account === '') return null
  const person = await findPersonByAccount(tx, account)
  if (!person?.active) throw kernelError('kernel.unknown-responsible', { account })
  return person.id
}

/**
 * Keeps a draft of an entry: the next version, while the one in force stays in force.
 * @returns its version and revision
 * @throws kernel.unknown-algorithm, kernel.unknown-responsible, kernel.draft-changed when another wrote since it was read
 */
export async function saveDraft(
  parts: Pick<RegisterParts, 'database' | 'algorithms'>,
  draft: DraftToSave,
  by: Pick<Actor, 'id'>,
): Promise<{ version: number; revision: number }> {
  const algorithm = algorithmOf(parts, draft.algorithm)
  // What PostgreSQL cannot hold is replaced, not refused: a stray sign from a copied text loses nobody's work.
  const content = storable(draft.content) as RegisterContent
  return await inTransaction(parts.database, async tx => {
    await claimEntry(tx, algorithm.id)
    const responsible = await responsibleOf(tx, draft.responsible)
    const held = await lockEntry(tx, algorithm.id, 'draft')
    if ((held?.revision ?? 0) !== draft.revision) throw kernelError('kernel.draft-changed')
    const version = held?.version ?? (await selectNewestVersion(tx, algorithm.id)) + 1
    const risk = riskOf(draft.content)
    const inForce = inForceOf(algorithm, { risk, gate: gateOf(risk) })
    const revision = await saveDraftRow(tx, {
      algorithm: algorithm.id,
      version,
      content,
      ...inForce,
      responsible,
      assessedUntil: draft.assessedUntil,
      by: by.id,
    })
    await recordRegister(tx, {
      algorithm: algorithm.id,
      version,
      act: 'drafted',
      by: by.id,
      facts: { revision, content: contentHash(content) },
    })
    return { version, revision }
  })
}
