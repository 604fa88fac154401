import { inTransaction, uuidv7 } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { append } from '#ledger/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import { checkCategory, checkDepartment } from '../check-place.ts'
import type { LimitRule, NewLimit } from '../limits.contract.ts'
import { deadlineError } from './deadline.errors.ts'
import { insertLimit } from './limit.store.ts'

/**
 * Adds a rule about how long cases may take. What is dispatched from its first day on goes by it; what was, keeps the
 * deadline it has.
 * @throws cases.unknown-category, cases.unknown-department, cases.limit-exists
 */
export async function addLimit(
  loop: Pick<CaseLoop, 'database' | 'city'>,
  actor: Actor,
  given: NewLimit,
): Promise<LimitRule> {
  const city = await loop.city.snapshot()
  if (given.categoryId !== null) checkCategory(city, given.categoryId)
  if (given.departmentId !== null) checkDepartment(city, given.departmentId)
  const rule: LimitRule = { id: uuidv7(), ...given, validTo: null }
  return await inTransaction(loop.database, async tx => {
    if (!(await insertLimit(tx, { ...rule, by: actor.id }))) throw deadlineError('cases.limit-exists')
    await append(tx, [
      { kind: 'case.limit-added', subject: `limit:${rule.id}`, body: { by: actor.id, ...rule } },
    ])
    return rule
  })
}
