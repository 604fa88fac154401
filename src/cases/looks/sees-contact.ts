import type { Handle } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import type { CaseRecord } from '../case.store.ts'
import { isOwn } from '../case.view.ts'
import { selectLastLook } from './look.store.ts'
import { lookHours } from './look-at-contact.ts'

/**
 * True when the contact of a case stands open for this reader: it is the own one, or taken in by the reader today, or looked at
 * with a purpose since.
 */
export async function seesContact(handle: Handle, actor: Actor, record: CaseRecord): Promise<boolean> {
  if (isOwn(actor, record)) return true
  const since = new Date(Date.now() - lookHours * 3_600_000)
  if (record.created_by === actor.id && record.reported_at > since) return true
  return (await selectLastLook(handle, { caseId: record.id, person: actor.id, since })) !== undefined
}
