import { baseError, inTransaction, type Transaction, uuidv7 } from '#base/index.ts'
import type { CitySnapshot } from '#city/index.ts'
import { type Actor, findPerson } from '#identity/index.ts'
import { append } from '#ledger/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import { localDay } from '../local-day.ts'
import type { NewAbsence } from './assignment.contract.ts'
import { assignmentError } from './assignment.errors.ts'
import { isAbsence } from './assignment.rules.ts'
import { endAbsenceRow, insertAbsence, lockAbsence } from './assignment.store.ts'
import { findOfDesk, isAtDesk, worksFor } from './desk-person.ts'
import { leadsDesk } from './read-desk.ts'

type Parts = Pick<CaseLoop, 'database' | 'city' | 'permissions'>
const done = { done: true } as const

/**
 * Enters somebody's leave or delegation with a substitute of the same desk: the own, or by the lead. It widens nobody's
 * sight: the substitute works at that desk already.
 * @throws base.not-found, cases.assigns-others, cases.own-substitute, cases.absence-dates, cases.not-of-this-desk,
 *   cases.absence-overlaps.
 */
export async function enterAbsence(parts: Parts, actor: Actor, wanted: NewAbsence): Promise<typeof done> {
  const { departmentId, personId, substituteId } = wanted
  if (!isAtDesk(actor, departmentId)) throw baseError('base.not-found')
  if (personId !== actor.id && !leadsDesk(parts, actor, departmentId))
    throw assignmentError('cases.assigns-others')
  if (personId === substituteId) throw assignmentError('cases.own-substitute')
  const city = await parts.city.snapshot()
  if (!isAbsence({ ...wanted, today: localDay(city, new Date()) }))
    throw assignmentError('cases.absence-dates')
  return await inTransaction(parts.database, async tx => {
    const desk = { departmentId, city }
    for (const id of [personId, substituteId])
      if (!(await findOfDesk(tx, id, desk))) throw assignmentError('cases.not-of-this-desk')
    const id = uuidv7()
    if (!(await insertAbsence(tx, { ...wanted, id, by: actor.id })))
      throw assignmentError('cases.absence-overlaps')
    const { kind, starts, ends } = wanted
    await append(tx, [
      {
        kind: 'case.absence-entered',
        subject: `person:${personId}`,
        body: {
          absence: id,
          kind,
          substitute: substituteId,
          department: departmentId,
          starts,
          ends,
          by: actor.id,
        },
      },
    ])
    return done
  })
}

/** True when the person works at a desk the actor leads: whoever came from elsewhere brings the leave along. */
async function leadsPerson(
  parts: Parts,
  tx: Transaction,
  asked: { actor: Actor; personId: string; city: CitySnapshot },
): Promise<boolean> {
  const { actor, personId, city } = asked
  const person = await findPerson(tx, personId)
  const led = (actor.desk?.departments ?? []).filter(id => leadsDesk(parts, actor, id))
  return person !== undefined && led.some(id => worksFor(person, id, city))
}

/** Ends an absence now: the own, or by the lead. @throws base.not-found, cases.assigns-others */
export async function endAbsence(parts: Parts, actor: Actor, absenceId: string): Promise<typeof done> {
  const city = await parts.city.snapshot()
  return await inTransaction(parts.database, async tx => {
    const held = await lockAbsence(tx, absenceId)
    if (!held) throw baseError('base.not-found')
    const may =
      held.person_id === actor.id ||
      leadsDesk(parts, actor, held.department_id) ||
      (await leadsPerson(parts, tx, { actor, personId: held.person_id, city }))
    if (!may && !isAtDesk(actor, held.department_id)) throw baseError('base.not-found')
    if (!may) throw assignmentError('cases.assigns-others')
    await endAbsenceRow(tx, absenceId, actor.id)
    await append(tx, [
      {
        kind: 'case.absence-ended',
        subject: `person:${held.person_id}`,
        body: { absence: absenceId, by: actor.id },
      },
    ])
    return done
  })
}
