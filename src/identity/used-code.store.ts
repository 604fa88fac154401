import type { Handle } from '#base/index.ts'
import type { IdentityTables } from './identity.tables.ts'

// A code is taken in its own half minute and in the one before and after.
const rememberedMilliseconds = 120_000

/** Uses a one-time code up. @returns false when it was used before; of two at once, one is first. */
export async function claimCode(
  handle: Handle,
  { personId, code, at }: { personId: string; code: string; at: Date },
): Promise<boolean> {
  const claimed = await handle
    .withTables<IdentityTables>()
    .insertInto('identity.used_code')
    .values({ person_id: personId, code, used_at: at })
    .onConflict(conflict =>
      conflict
        .columns(['person_id', 'code'])
        .doUpdateSet({ used_at: at })
        .where('identity.used_code.used_at', '<', new Date(at.getTime() - rememberedMilliseconds)),
    )
    .returning('code')
    .executeTakeFirst()
  return claimed !== undefined
}

/** Forgets codes that have expired by themselves. */
export async function deleteUsedCodes(handle: Handle, now: Date): Promise<void> {
  await handle
    .withTables<IdentityTables>()
    .deleteFrom('identity.used_code')
    .where('used_at', '<', new Date(now.getTime() - rememberedMilliseconds))
    .execute()
}
