import { createHash } from 'node:crypto'
import type { CaseLoop } from '../case-loop.ts'
import type { RequestQuery } from './georeport.contract.ts'
import { noteOf, updateStatusOf } from './georeport.rules.ts'
import { type Asked, aroundOf, askedSpans, timesFor } from './list-requests.ts'
import { selectUpdates } from './request.store.ts'
import type { Node } from './xml.rules.ts'

/** Steps a citizen sees; who gave what back to whom is the office's own affair. */
const types = ['accepted', 'dispatched', 'handling-started', 'replied', 'reopened']
/** Steps whose words are meant for the citizen. */
const spoken = ['answered', 'declined', 'handed-over', 'transferred', 'reply-adapted']

// How a case ended is told by the step that ended it: the case itself may have been reopened since.
const dispositions: Readonly<Record<string, string>> = {
  closed: 'resolved',
  'impossible-confirmed': 'not-possible',
  answered: 'answered',
  declined: 'declined',
  'handed-over': 'handed-over',
  transferred: 'transferred',
  withdrawn: 'withdrawn',
}

// An id of ours begins with the millisecond it was made in.
const publicId = (id: string) => createHash('sha256').update(id).digest('hex').slice(0, 32)

/**
 * Steps of service requests, oldest first: with a key those of the cases it brought in with what was said to the citizen,
 * without one all of them in general words, unless the city lists none.
 * @throws cases.request-not-readable
 */
export async function listUpdates(
  loop: CaseLoop,
  query: Pick<RequestQuery, 'start_date' | 'end_date'>,
  asked: Asked,
): Promise<Node[]> {
  const own = asked.partnerId !== null
  const around = await aroundOf(loop)
  const span = askedSpans(query, around.city.calendar.timeZone)
  if (!own && around.listing === 'off') return []
  const { partnerId } = asked
  const { listing } = around
  const rows = await selectUpdates(loop.database, { partnerId, listing, span, types, spoken })
  const timeOf = timesFor(around)
  return rows.map(row => {
    const disposition = dispositions[row.type] ?? null
    return {
      update_id: own ? row.id : publicId(row.id),
      service_request_id: row.code,
      status: updateStatusOf(row.to_state, disposition),
      updated_datetime: timeOf({ own, hidden: row.hidden })(row.recorded_at),
      description: row.text ?? noteOf(row.to_state, disposition, asked.language),
      media_url: null,
    }
  })
}
