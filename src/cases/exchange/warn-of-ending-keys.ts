import { type Database, inTransaction } from '#base/index.ts'
import { systemActor } from '#identity/index.ts'
import { linesOn, tell } from '../inbox/tell.ts'
import { endAfter, isToBeWarned, warnDays } from './key-end.rules.ts'
import { lockEnding, noteWarned } from './partner.store.ts'

/**
 * Tells the security administrators of keys that end soon or have ended, each moment once: whoever uses a key finds out too
 * late. Several processes may.
 * @returns how many keys were told of
 */
export async function warnOfEndingKeys(database: Database, now = new Date()): Promise<number> {
  return await inTransaction(database, async tx => {
    const found = await lockEnding(tx, endAfter(warnDays[0]!, now))
    const told = found.filter(one =>
      isToBeWarned({ validUntil: one.valid_until, warnedAt: one.warned_at }, now),
    )
    if (told.length === 0) return 0
    await noteWarned(
      tx,
      told.map(one => one.id),
      now,
    )
    await tell(
      tx,
      told.flatMap(one =>
        linesOn('partner-key-ending').map(line => ({
          audience: 'role:security-administrator' as const,
          template: line.key,
          caseId: null,
          actor: systemActor.id,
          parameters: { key: one.key_prefix, until: one.valid_until.toISOString().slice(0, 10) },
        })),
      ),
    )
    return told.length
  })
}
