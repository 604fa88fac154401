import { type Transaction, uuidv7 } from '#base/index.ts'
import type { EventDraft } from '../event.draft.ts'
import { insertCitizenMessages } from './delivery.store.ts'
import { insertHeldNotices } from './held-notice.store.ts'
import type { HeldFor } from './held-notice.ts'
import { linesOn, parametersOf } from './tell.ts'

/**
 * Tells the citizens of cases what happened to them, of any number of cases in one statement: in the inbox of who reported
 * signed in, and by the channel they chose when they did. Those that are `held` wait until a bulk act can no longer be
 * taken back.
 */
export async function tellCitizens(
  tx: Transaction,
  events: readonly Pick<EventDraft, 'facts'>[],
  held?: HeldFor,
): Promise<void> {
  const rows = events.flatMap(({ facts }) =>
    linesOn(facts.type, facts.details)
      .filter(line => line.to === 'citizen')
      .map(line => ({
        message_id: uuidv7(),
        delivery_id: uuidv7(),
        case_id: facts.case_id,
        template: line.key,
        actor: facts.actor,
        parameters: parametersOf(line, { details: facts.details, departmentId: facts.department_id }),
      })),
  )
  if (held) await insertHeldNotices(tx, rows, held)
  else await insertCitizenMessages(tx, rows)
}
