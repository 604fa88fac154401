import { inTransaction, type Transaction } from '#base/index.ts'
import type { CitySnapshot } from '#city/index.ts'
import type { Actor } from '#identity/index.ts'
import type { CaseRecord } from '../case.store.ts'
import type { CaseLoop } from '../case-loop.ts'
import { eraseCases } from './erase-cases.ts'
import { selectHeld } from './legal-hold.store.ts'
import { noteRequest } from './note-request.ts'
import { eraseUntiedMails, holdTheirs, selectUntiedMails } from './person.store.ts'
import { readCutoffs } from './read-cutoffs.ts'
import { holdRules } from './retention.store.ts'
import type { PersonalBody } from './rights.contract.ts'
import { rightsError } from './rights.errors.ts'
import { whoseOf } from './whose.ts'

async function hindrance(
  city: CitySnapshot,
  tx: Transaction,
  held: readonly CaseRecord[],
): Promise<Error | null> {
  const open = held.filter(one => one.closed_at === null).length
  if (open > 0) return rightsError('cases.person-has-open-cases', { count: open })
  const ids = held.map(one => one.id)
  await holdRules(tx)
  const cutoffs = await readCutoffs(tx, city, new Date())
  const heldCategories = new Set(cutoffs.filter(one => one.hold).map(one => one.categoryId))
  const own = await selectHeld(tx, ids)
  const count = held.filter(one => own.has(one.id) || heldCategories.has(one.category_id)).length
  return count > 0 ? rightsError('cases.under-legal-hold', { count }) : null
}

/**
 * Erases everything that was said in the cases of one person, all or nothing; what was counted stays counted. A refusal is
 * kept with its reason too.
 * @throws cases.no-such-person, cases.person-has-open-cases, cases.under-legal-hold, base.invalid-input
 */
export async function erasePerson(
  loop: Pick<CaseLoop, 'database' | 'city'>,
  actor: Actor,
  body: PersonalBody,
): Promise<{ cases: number }> {
  const whose = whoseOf(body)
  const city = await loop.city.snapshot()
  const outcome = await inTransaction(loop.database, async tx => {
    const held = await holdTheirs(tx, whose)
    const mails = await selectUntiedMails(tx, whose)
    if (held.length === 0 && mails.length === 0) return rightsError('cases.no-such-person')
    const refused = await hindrance(city, tx, held)
    if (!refused) {
      await eraseCases(tx, held, { actor, why: 'request' })
      await eraseUntiedMails(tx, whose)
    }
    const done = refused === null
    await noteRequest(tx, actor, { kind: 'erase', reason: body.reason, cases: held.length, done })
    return refused ?? { cases: held.length }
  })
  // Thrown here, so that the refusal is kept.
  if (outcome instanceof Error) throw outcome
  return outcome
}
