import type { Handle, Transaction } from '#base/index.ts'
import type { CityTables } from './city.tables.ts'
import type { FormerEntry } from './entry.contract.ts'

export type EntryKind = 'region' | 'category'

/** Keeps what an entry said before an edit. */
export async function insertFormer(
  tx: Transaction,
  former: { kind: EntryKind; content: { id: string; version: number }; by: string },
): Promise<void> {
  const { kind, content, by } = former
  await tx
    .withTables<CityTables>()
    .insertInto('city.former_entry')
    .values({
      kind,
      id: content.id,
      version: content.version,
      content: JSON.stringify(content),
      replaced_by: by,
    })
    .execute()
}

/** What an entry said before, newest first. */
export async function selectFormer(handle: Handle, kind: EntryKind, id: string): Promise<FormerEntry[]> {
  const rows = await handle
    .withTables<CityTables>()
    .selectFrom('city.former_entry')
    .select(['version', 'content', 'replaced_at'])
    .where('kind', '=', kind)
    .where('id', '=', id)
    .orderBy('version', 'desc')
    .execute()
  return rows.map(row => {
    const { name, nameEnglish, parentId, validTo } = row.content as Omit<
      FormerEntry,
      'version' | 'replacedAt'
    >
    return {
      ...{ name, nameEnglish, parentId, validTo },
      version: row.version,
      replacedAt: row.replaced_at.toISOString(),
    }
  })
}
