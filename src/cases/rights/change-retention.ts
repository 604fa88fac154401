import { baseError, inTransaction } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { append } from '#ledger/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import { checkCategory } from '../check-place.ts'
import { deleteRule, upsertRule } from './retention.store.ts'
import type { RetentionRule } from './rights.contract.ts'

type Parts = Pick<CaseLoop, 'database' | 'city'>

/** Sets how long a category is kept, or all that have no rule of their own. @throws cases.unknown-category */
export async function setRetention(
  parts: Parts,
  actor: Actor,
  rule: RetentionRule,
): Promise<{ saved: true }> {
  if (rule.categoryId !== null) checkCategory(await parts.city.snapshot(), rule.categoryId)
  await inTransaction(parts.database, async tx => {
    await upsertRule(tx, { ...rule, by: actor.id })
    const subject = `retention:${rule.categoryId ?? 'all'}`
    const body = { years: rule.years, hold: rule.hold, by: actor.id }
    await append(tx, [{ kind: 'case.retention-set', subject, body }])
  })
  return { saved: true }
}

/**
 * Removes the rule of a category; the nearest above it then holds. The one for all stays.
 * @throws base.not-found when it has none
 */
export async function removeRetention(
  parts: Parts,
  actor: Actor,
  categoryId: string,
): Promise<{ saved: true }> {
  await inTransaction(parts.database, async tx => {
    if (!(await deleteRule(tx, categoryId))) throw baseError('base.not-found')
    await append(tx, [
      { kind: 'case.retention-removed', subject: `retention:${categoryId}`, body: { by: actor.id } },
    ])
  })
  return { saved: true }
}
