import { isUuid, type Transaction } from '#base/index.ts'
import { findPerson } from '#identity/index.ts'
import type { CaseRecord } from '../case.store.ts'
import type { EventDraft } from '../event.draft.ts'
import { audienceOf } from './audience.rules.ts'
import { releaseOfCase } from './held-notice.store.ts'
import type { HeldFor } from './held-notice.ts'
import { selectDispatcher } from './inbox.store.ts'
import { linesOn, parametersOf, type Told, tell } from './tell.ts'
import { tellCitizens } from './tell-citizens.ts'

/** Events of one case, with the case before and after. */
export interface Happened {
  before: CaseRecord
  after: CaseRecord
  actor: { id: string }
  events: readonly EventDraft[]
  /** Set where the citizen is told only when the bulk act can no longer be taken back. */
  held?: HeldFor
}

// Whose work it is to dispatch; somebody moved to another desk would read that the message is not for them any more.
const sending: readonly string[] = ['seat', 'dispatcher']

/** Who dispatched the case, while that is still somebody who works here and dispatches. */
async function activeDispatcher(tx: Transaction, caseId: string): Promise<string | null> {
  const id = await selectDispatcher(tx, caseId)
  if (id === null || !isUuid(id)) return null
  const person = await findPerson(tx, id)
  return person?.active && person.roles.some(role => sending.includes(role)) ? id : null
}

/** Tells everybody concerned of what happened to a case, in the transaction in which it did. */
export async function tellOfEvents(
  tx: Transaction,
  { before, after, actor, events, held }: Happened,
): Promise<void> {
  const lines = events.flatMap(({ facts }) =>
    linesOn(facts.type, facts.details).map(line => ({ line, facts })),
  )
  const asked = lines.some(({ line }) => line.to === 'dispatcher')
  const dispatcher = asked ? await activeDispatcher(tx, after.id) : null
  const told = lines.flatMap(({ line, facts }): Told[] => {
    const { personId } = facts.details as { personId?: unknown }
    const assignee = typeof personId === 'string' ? personId : null
    const about = { before, after, dispatcher, assignee, department: facts.department_id }
    const audience = audienceOf(line.to, about)
    if (audience === null) return []
    const departmentId = facts.department_id ?? after.department_id
    const parameters = parametersOf(line, { details: facts.details, departmentId })
    return [{ audience, template: line.key, caseId: after.id, actor: actor.id, parameters }]
  })
  await tell(tx, told)
  // What was held back is told before what happens next; the act cannot be taken back from here on.
  if (!held) await releaseOfCase(tx, after.id)
  await tellCitizens(tx, events, held)
}
