import type { Transaction } from '#base/index.ts'
import { uuidv7 } from '#base/index.ts'
import type { NewCase } from '../case.draft.ts'
import type { RecordedCase } from '../record-cases.ts'
import { insertCitizenMessages } from './delivery.store.ts'
import { linesOn, type Told, tell } from './tell.ts'

interface Reported extends RecordedCase {
  /** Something was recorded beside the case, perhaps how its citizen wants to be told. */
  more: boolean
  urgency: NewCase['urgency']
  createdBy: string
}

const toDispatchers = ({ caseId, createdBy }: Reported): Told[] =>
  linesOn('emergency-reported').map(line => ({
    audience: 'role:dispatcher',
    template: line.key,
    caseId,
    actor: createdBy,
  }))

const toCitizen = ({ caseId, createdBy }: Reported) =>
  linesOn('reported')
    .filter(line => line.to === 'citizen')
    .map(line => ({
      message_id: uuidv7(),
      delivery_id: uuidv7(),
      case_id: caseId,
      template: line.key,
      actor: createdBy,
      parameters: {},
    }))

/**
 * Tells the dispatchers of emergencies and the citizens that their report came in, in the transaction of the reports; of
 * other reports the queue of the dispatchers is enough.
 */
export async function tellOfReports(
  tx: Transaction,
  ready: readonly { draft: NewCase; alongside?: unknown }[],
  results: readonly RecordedCase[],
): Promise<void> {
  const reported = results.flatMap((one, place): Reported[] => {
    const { draft, alongside } = ready[place]!
    const { urgency, createdBy } = draft
    return one.repeated ? [] : [{ ...one, urgency, createdBy, more: alongside !== undefined }]
  })
  await tell(tx, reported.filter(one => one.urgency === 'emergency').flatMap(toDispatchers))
  await insertCitizenMessages(tx, reported.filter(one => one.more).flatMap(toCitizen))
}
