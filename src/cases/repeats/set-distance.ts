import type { z } from 'zod'
import { inTransaction } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { append } from '#ledger/index.ts'
import { caseError } from '../case.errors.ts'
import type { CaseLoop } from '../case-loop.ts'
import { checkCategory } from '../check-place.ts'
import type { RepeatDistance, repeatDistances } from '../repeats.contract.ts'
import { selectDistances, writeDistance } from './candidate.store.ts'
import { usualReach } from './likeness.rules.ts'

/** How far and how long back the same matter is looked for, by category. */
export async function listDistances(
  loop: Pick<CaseLoop, 'database'>,
): Promise<z.input<typeof repeatDistances>> {
  const set = await selectDistances(loop.database)
  return { otherwise: usualReach, items: [...set].map(([categoryId, own]) => ({ categoryId, ...own })) }
}

/**
 * Sets how far and how long back is looked for a category and those below it: a lamp is a point, noise is not. In force with
 * the next search of every process, because each search reads it.
 * @throws cases.unknown-category; cases.stale-template when somebody was faster.
 */
export async function setDistance(
  loop: Pick<CaseLoop, 'database' | 'city'>,
  actor: Actor,
  wanted: RepeatDistance,
): Promise<z.input<typeof repeatDistances>> {
  const { categoryId, metres, weeks = null, closedDays = null, version } = wanted
  checkCategory(await loop.city.snapshot(), categoryId)
  await inTransaction(loop.database, async tx => {
    if (!(await writeDistance(tx, { categoryId, metres, weeks, closedDays, version })))
      throw caseError('cases.stale-template')
    const body = { metres, weeks, closedDays, by: actor.id }
    await append(tx, [{ kind: 'case.repeat-distance-set', subject: `category:${categoryId}`, body }])
  })
  return await listDistances(loop)
}
