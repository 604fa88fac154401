import type { Transaction } from '#base/index.ts'
import type { Category, NewCategory } from './category.contract.ts'
import { insertCategories, selectCategories } from './category.store.ts'
import { cityError } from './city.errors.ts'
import { checkGoesOn } from './open-entry.ts'
import { recordChange } from './record-change.ts'
import { raiseVersion } from './setting.store.ts'

/**
 * Adds a category, as the last of its siblings.
 * @throws city.identifier-taken, city.unknown-category (the one above), city.entry-ended, city.category-too-deep
 */
export async function addCategory(
  tx: Transaction,
  add: { category: NewCategory; by: string },
): Promise<Category> {
  const { id, parentId } = add.category
  // Edits of the city take turns.
  await raiseVersion(tx)
  const categories = await selectCategories(tx)
  if (categories.some(one => one.id === id)) throw cityError('city.identifier-taken', { id })
  const parent = categories.find(one => one.id === parentId)
  if (parentId !== null) {
    if (!parent) throw cityError('city.unknown-category', { id: parentId })
    checkGoesOn(parent)
    if (parent.level === 3) throw cityError('city.category-too-deep')
  }
  const level = (parent?.level ?? 0) + 1
  const position = Math.max(0, ...categories.map(one => one.position)) + 1
  const category: Category = {
    ...add.category,
    ...{ level, position, version: 1, validTo: null, successorId: null },
  }
  await insertCategories(tx, [category])
  await recordChange(tx, {
    kind: 'city.category-added',
    subject: `category:${id}`,
    by: add.by,
    content: { ...category },
    facts: { version: 1 },
  })
  return category
}
