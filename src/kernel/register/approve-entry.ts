import { type Handle, inTransaction } from '#base/index.ts'
import { addDays, instantOf, readCalendar, wallTime } from '#city/index.ts'
import { type Actor, findPerson } from '#identity/index.ts'
import { kernelError } from '../kernel.errors.ts'
import { contentHash } from './content-hash.rules.ts'
import { gapsOf } from './gaps.rules.ts'
import { recordRegister } from './record-register.ts'
import { claimEntry, type EntryRow, lockEntry, putInForce } from './register.store.ts'
import { algorithmOf, type RegisterParts } from './register-parts.ts'

/** What is wanting in a draft today. */
export async function gapsNow(handle: Handle, draft: EntryRow): Promise<string[]> {
  const { timeZone } = await readCalendar(handle)
  const person = draft.responsible === null ? undefined : await findPerson(handle, draft.responsible)
  return gapsOf({
    content: draft.content,
    risk: draft.risk,
    responsible: person?.active ? person.id : null,
    assessedUntil: draft.assessedUntil,
    today: wallTime(timeZone, Date.now()).date,
  })
}

/**
 * Puts a draft in force: another person than who wrote it last, and nothing may be wanting.
 * @throws kernel.unknown-algorithm, kernel.no-draft, kernel.draft-changed, kernel.second-person-required,
 *   kernel.register-incomplete
 */
export async function approveEntry(
  parts: Pick<RegisterParts, 'database' | 'algorithms' | 'breakers'>,
  { algorithm, version, revision }: { algorithm: string; version: number; revision: number },
  by: Pick<Actor, 'id'>,
): Promise<void> {
  const { id } = algorithmOf(parts, algorithm)
  await inTransaction(parts.database, async tx => {
    await claimEntry(tx, id)
    const draft = await lockEntry(tx, id, 'draft')
    if (!draft) throw kernelError('kernel.no-draft')
    if (draft.version !== version || draft.revision !== revision) throw kernelError('kernel.draft-changed')
    if (draft.writtenBy === by.id) throw kernelError('kernel.second-person-required')
    const gaps = await gapsNow(tx, draft)
    if (gaps.length > 0) throw kernelError('kernel.register-incomplete', { gaps: gaps.join(', ') })
    const { timeZone } = await readCalendar(tx)
    // The last day counts whole.
    const expiresAt = new Date(
      instantOf(timeZone, { date: addDays(draft.assessedUntil!, 1), milliseconds: 0 }),
    )
    await putInForce(tx, { id: draft.id, algorithm: id, by: by.id, expiresAt })
    await recordRegister(tx, {
      algorithm: id,
      version,
      act: 'approved',
      by: by.id,
      facts: {
        writtenBy: draft.writtenBy,
        responsible: draft.responsible,
        risk: draft.risk,
        gate: draft.gate,
        until: draft.assessedUntil,
        content: contentHash(draft.content),
      },
    })
  })
  parts.breakers.forget()
}
