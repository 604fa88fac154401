import { randomBytes } from 'node:crypto'
import { type Transaction, uuidv7 } from '#base/index.ts'
import { addDuty, type CitySnapshot, type Duty, editDuty } from '#city/index.ts'
import type { Actor } from '#identity/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import { localDay } from '../local-day.ts'
import type { DutyRuling } from './dispute.contract.ts'
import { disputeError } from './dispute.errors.ts'
import { insertProposal } from './duty-proposal.store.ts'

/** @throws cases.past-duty-date: what was dispatched before was right by the list of its day. */
export function checkDutyDate(city: CitySnapshot, change: DutyRuling): void {
  const today = localDay(city, new Date())
  if (change.inForceFrom < today) throw disputeError('cases.past-duty-date', { today })
}

/**
 * Writes a new version of the duty list in force from a date, in the transaction of the ruling or of its acceptance.
 * @throws what the city's own verbs throw, e.g. city.changed-meanwhile.
 */
export async function changeDuties(
  tx: Transaction,
  change: DutyRuling,
  made: { departmentId: string; by: string },
): Promise<Duty> {
  if (change.kind === 'host') {
    const { dutyId, dutyVersion, inForceFrom } = change
    return await editDuty(tx, dutyId, {
      change: { version: dutyVersion, validFrom: inForceFrom, hostDepartmentId: made.departmentId },
      by: made.by,
    })
  }
  const { title, titleEnglish, categoryId, legalBasis, timeLimitWorkdays, inForceFrom } = change
  return await addDuty(tx, {
    duty: {
      id: `ruled-${randomBytes(5).toString('hex')}`,
      title,
      titleEnglish: titleEnglish || title,
      description: '',
      categoryId,
      legalBasis,
      timeLimitWorkdays,
      hostDepartmentId: made.departmentId,
      coHosts: [],
      coHostByRegion: false,
      urgency: 'normal',
      validFrom: inForceFrom,
    },
    by: made.by,
  })
}

export interface RuledChange {
  change: DutyRuling
  caseId: string
  departmentId: string
}

/**
 * What a ruling does to the duty list: at once when the reviewer may edit duties, else as a proposal to those who may.
 * @returns the new version of the duty, or null while it is proposed.
 */
export async function applyRuling(
  loop: Pick<CaseLoop, 'permissions'>,
  tx: Transaction,
  ruled: RuledChange & { actor: Actor },
): Promise<Duty | null> {
  const { change, caseId, departmentId, actor } = ruled
  if (loop.permissions.permits(actor, 'duties:edit'))
    return await changeDuties(tx, change, { departmentId, by: actor.id })
  const stored = { change, departmentId }
  await insertProposal(tx, { id: uuidv7(), caseId, stored, at: new Date(), by: actor.id })
  return null
}
