import type { Transaction } from '#base/index.ts'
import type { CitySnapshot } from '#city/index.ts'
import type { CaseChange, CaseRecord } from '../case.store.ts'
import { disputeError } from './dispute.errors.ts'
import { becomesContested } from './dispute.rules.ts'
import { countReturns, selectHadIt } from './dispute.store.ts'

/** What one more return or objection makes of a case: with the third it is contested. */
export async function contest(tx: Transaction, held: CaseRecord): Promise<CaseChange> {
  if (held.contested_at !== null || !becomesContested(await countReturns(tx, held.id))) return {}
  return { contested_at: new Date() }
}

/** @throws cases.contested-needs-reason when a contested case is sent on without a word why. */
export async function askWhyAgain(
  tx: Transaction,
  held: CaseRecord,
  given: { city: CitySnapshot; reason: string | undefined },
): Promise<void> {
  if (held.contested_at === null || given.reason) return
  const names = (await selectHadIt(tx, held.id)).map(id => given.city.department(id)?.name ?? id)
  throw disputeError('cases.contested-needs-reason', { departments: names.join('、') })
}
