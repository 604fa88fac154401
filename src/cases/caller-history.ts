import type { z } from 'zod'
import { within } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import type { callerHistory as answer } from './case.contract.ts'
import { caseError } from './case.errors.ts'
import { summaryView } from './case.view.ts'
import { selectCases } from './case-list.store.ts'
import type { CaseLoop } from './case-loop.ts'
import { phoneDigits } from './search.rules.ts'

const most = 20
// Fewer digits than the shortest number would list strangers.
const shortest = 5

/**
 * What came from a telephone number before, newest first, within the actor's scope; shown while the caller is on the line.
 * @throws cases.not-permitted without the clearance for numbers.
 */
export async function callerHistory(
  loop: CaseLoop,
  actor: Actor,
  phone: string,
): Promise<z.input<typeof answer>> {
  if (!within('L4', actor.scope.level) || !loop.permissions.permits(actor, 'cases:search'))
    throw caseError('cases.not-permitted', { action: 'search' })
  const digits = phoneDigits(phone)
  if (!digits || digits.length < shortest) return { items: [] }
  const { rows } = await selectCases(loop.database, actor.scope, {
    filter: { phone: digits },
    after: null,
    limit: most,
  })
  return { items: rows.map(row => summaryView(row, actor)) }
}
