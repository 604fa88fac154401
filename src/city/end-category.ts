import type { Transaction } from '#base/index.ts'
import type { Category, CategoryEnd } from './category.contract.ts'
import { selectCategories } from './category.store.ts'
import { cityError } from './city.errors.ts'
import type { Duty } from './duty.contract.ts'
import { selectDutiesOf } from './duty.store.ts'
import { keepCategory, openCategory } from './edit-category.ts'
import { editDuty } from './edit-duty.ts'
import { checkEnd, checkEndsWithin, checkGoesOn } from './open-entry.ts'

/** @throws city.unknown-category, city.entry-ended, city.category-successor */
function checkSuccessor(categories: readonly Category[], before: Category, successorId: string): void {
  const successor = categories.find(one => one.id === successorId)
  if (!successor) throw cityError('city.unknown-category', { id: successorId })
  checkGoesOn(successor)
  if (successor.id === before.id || successor.level !== before.level)
    throw cityError('city.category-successor')
}

/** The duties that go on beyond the day, which the successor gets. @throws city.category-in-use */
async function leftDuties(tx: Transaction, id: string, end: CategoryEnd): Promise<Duty[]> {
  // A duty that ends itself, even later, is not changed any more.
  const duties = (await selectDutiesOf(tx, id)).filter(one => one.validTo === null)
  if (duties.length > 0 && end.successorId === null)
    throw cityError('city.category-in-use', { duties: duties.length })
  return duties
}

/**
 * Ends a category from a day on, or takes the end back. Its duties belong to the successor from that day; cases keep it.
 * What was moved stays where it is when the end is taken back.
 * @throws city.unknown-category, city.changed-meanwhile, city.invalid-end-date, city.entry-has-parts, city.category-in-use, city.category-successor, city.entry-ended
 */
export async function endCategory(
  tx: Transaction,
  id: string,
  edit: { end: CategoryEnd; by: string },
): Promise<Category> {
  const { by, end } = edit
  const { version, validTo, successorId } = end
  const before = await openCategory(tx, id, version)
  const categories = await selectCategories(tx)
  checkEndsWithin(
    categories.find(one => one.id === before.parentId),
    validTo,
  )
  const parts = categories.filter(one => one.parentId === id)
  if (validTo !== null) await checkEnd(tx, validTo, parts)
  if (validTo !== null && successorId !== null) checkSuccessor(categories, before, successorId)
  const duties = validTo === null ? [] : await leftDuties(tx, id, end)
  const after = {
    ...before,
    ...{ validTo, successorId: validTo === null ? null : successorId, version: version + 1 },
  }
  const facts = { validTo, successorId: after.successorId, duties: duties.map(one => one.id) }
  await keepCategory(tx, before, { after, by, kind: 'city.category-ended', facts })
  for (const duty of duties) {
    const validFrom = duty.validFrom > (validTo as string) ? duty.validFrom : (validTo as string)
    const change = { version: duty.version, validFrom, categoryId: successorId as string }
    await editDuty(tx, duty.id, { change, by })
  }
  return after
}
