import { baseError, inTransaction } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { append } from '#ledger/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import type { DeskSettings } from './assignment.contract.ts'
import { assignmentError } from './assignment.errors.ts'
import { replaceSettings } from './assignment.store.ts'
import { listOfDesk } from './desk-person.ts'
import { leadsDesk } from './read-desk.ts'

/**
 * Sets how many open cases one person is given at most, and who is on duty when.
 * @throws base.not-found for a desk the actor does not lead, cases.not-of-this-desk, cases.stale-desk.
 */
export async function setDesk(
  loop: Pick<CaseLoop, 'database' | 'city' | 'permissions'>,
  actor: Actor,
  given: { departmentId: string; settings: DeskSettings },
): Promise<{ done: true }> {
  const { departmentId, settings } = given
  if (!leadsDesk(loop, actor, departmentId)) throw baseError('base.not-found')
  const city = await loop.city.snapshot()
  return await inTransaction(loop.database, async tx => {
    const known = new Set((await listOfDesk(tx, departmentId, city)).map(one => one.id))
    if (settings.roster.some(one => !known.has(one.personId))) throw assignmentError('cases.not-of-this-desk')
    if (!(await replaceSettings(tx, departmentId, settings))) throw assignmentError('cases.stale-desk')
    await append(tx, [
      {
        kind: 'case.desk-set',
        subject: `department:${departmentId}`,
        body: { casesPerPerson: settings.casesPerPerson, roster: settings.roster.length, by: actor.id },
      },
    ])
    return { done: true }
  })
}
