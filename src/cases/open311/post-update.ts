import type { CaseLoop } from '../case-loop.ts'
import type { AdmittedPartner } from '../exchange/admit-partner.ts'
import { noteOnce } from '../exchange/note-once.ts'
import { type OwnCase, selectLatestUpdate, selectOwnCase } from '../exchange/partner-case.store.ts'
import { type Form, newUpdate } from './georeport.contract.ts'
import { detailOf } from './georeport.rules.ts'
import { open311Error } from './open311.errors.ts'

const unreadable = (summary: string) => open311Error('cases.request-not-readable', { summary })

interface Sent {
  update: string
  text: string
  status: string
}

// Refused it would come again and again: FixMyStreet repeats what got an error, and its moderators may have changed the
// words between two tries. So nothing is lost, nothing is written over, and the sender is done.
async function noteCorrection(
  loop: CaseLoop,
  partner: AdmittedPartner,
  { held, sent }: { held: OwnCase; sent: Sent },
): Promise<void> {
  const { update, text, status } = sent
  const latest = await selectLatestUpdate(loop.database, held.id, update)
  if (!latest || ((latest.text ?? '') === text && (latest.status ?? '') === status)) return
  // Named by what it corrects: the same correction twice at once is one.
  const note = { updateId: `${update}~${latest.seq}`, text, said: { update, status, corrects: update } }
  await noteOnce(loop, partner, { held, note })
}

/**
 * Takes words a partner adds to a case it brought in, once for each of its update ids: an internal note in its name. The
 * state it names is kept with the note; what becomes of the case is for people to decide. Other words under an id that
 * was taken are a note of their own, as a correction; the answer is the id of the first.
 * @returns our id of the update
 * @throws cases.request-not-readable, cases.unknown-service-request
 */
export async function postUpdate(loop: CaseLoop, partner: AdmittedPartner, form: Form): Promise<string> {
  const read = newUpdate.safeParse(form)
  if (!read.success) throw unreadable(read.error.issues.map(issue => issue.path.join('.')).join('; '))
  const { service_request_id: code, update_id: update, status, description, media_url: media } = read.data
  if (!code) throw unreadable('service_request_id')
  const lines = [media].flat().filter(Boolean)
  const text = detailOf(
    description,
    lines.map(one => ({ label: '图片', text: one })),
  )
  if (!text && !status) throw unreadable('description')
  const held = await selectOwnCase(loop.database, partner.id, { code })
  if (!held) throw open311Error('cases.unknown-service-request', { request: code.slice(0, 80) })
  const note = { updateId: update || null, text, said: { update, status } }
  const ourId = await noteOnce(loop, partner, { held, note })
  if (update) await noteCorrection(loop, partner, { held, sent: { update, text, status } })
  return ourId
}
