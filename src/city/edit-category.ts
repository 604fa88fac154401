import type { Transaction } from '#base/index.ts'
import type { Json } from '#ledger/index.ts'
import type { Category, CategoryChange } from './category.contract.ts'
import { lockCategory, updateCategory } from './category.store.ts'
import { cityError } from './city.errors.ts'
import { insertFormer } from './former.store.ts'
import { checkSeen } from './open-entry.ts'
import { recordChange } from './record-change.ts'
import { raiseVersion } from './setting.store.ts'

/** A category as it stands, to be changed. @throws city.unknown-category, city.changed-meanwhile */
export async function openCategory(tx: Transaction, id: string, version: number): Promise<Category> {
  // Taken first by every edit of the city: a second editor waits here, and then sees the first one's version.
  await raiseVersion(tx)
  const category = await lockCategory(tx, id)
  if (!category) throw cityError('city.unknown-category', { id })
  checkSeen(category, version)
  return category
}

/** Writes a changed category and keeps what it said before. */
export async function keepCategory(
  tx: Transaction,
  before: Category,
  edit: { after: Category; by: string; kind: string; facts: { [name: string]: Json } },
): Promise<void> {
  const { after, by, kind, facts } = edit
  await insertFormer(tx, { kind: 'category', content: before, by })
  await updateCategory(tx, after)
  await recordChange(tx, {
    kind,
    subject: `category:${after.id}`,
    by,
    content: { ...after },
    facts: { version: after.version, ...facts },
  })
}

/** Renames a category; its id stays. @throws city.unknown-category, city.changed-meanwhile */
export async function editCategory(
  tx: Transaction,
  id: string,
  edit: { change: CategoryChange; by: string },
): Promise<Category> {
  const { version, ...change } = edit.change
  const before = await openCategory(tx, id, version)
  const after = { ...before, ...change, version: version + 1 }
  const facts = { fields: Object.keys(change).sort() }
  await keepCategory(tx, before, { after, by: edit.by, kind: 'city.category-edited', facts })
  return after
}
