import type { z } from 'zod'
import type { Actor } from '#identity/index.ts'
import { displayMask } from '#kernel/index.ts'
import type { ShownReporter, timelineEvent } from './case.contract.ts'
import type { CaseContent, CaseRecord } from './case.store.ts'
import { isOwn } from './case.view.ts'
import type { relations } from './case-words.contract.ts'
import type { EventRow } from './event.store.ts'

/** How long a look lasts: as long as it takes to call somebody. */
const lookMinutes = 30

/** True when the reporter is not to be known to this reader: kept hidden, not the own case, and not just looked at. */
export function isHiddenFrom(actor: Actor, record: CaseRecord, events: readonly EventRow[]): boolean {
  if (record.confidential !== true || isOwn(actor, record)) return false
  const since = Date.now() - lookMinutes * 60_000
  return !events.some(
    event => event.type === 'reporter-revealed' && event.actor === actor.id && event.at.getTime() > since,
  )
}

/** Who brought it in, as its reader may see it; null once erased. */
export function reporterView(
  record: CaseRecord,
  content: CaseContent | undefined,
  sees: { l3: boolean; l4: boolean; hidden: boolean; contact: boolean },
): ShownReporter | null {
  if (!content) return null
  const number = (phone: string | null) =>
    !l4 || phone === null ? null : sees.contact ? phone : displayMask('mobile', phone)
  const l3 = sees.l3 && !sees.hidden
  const l4 = sees.l4 && !sees.hidden
  const relation = content.behalf_relation as (typeof relations)[number] | null
  return {
    name: l3 ? content.reporter_name : null,
    phone: number(content.reporter_phone),
    ...(l4 && !sees.contact && (content.reporter_phone || content.behalf_phone) ? { masked: true } : {}),
    anonymous: content.anonymous,
    ...(record.confidential ? { confidential: true } : {}),
    ...(content.minor && l3 ? { minor: true } : {}),
    ...(relation === null
      ? {}
      : {
          onBehalfOf: {
            relation,
            name: l3 ? content.behalf_name : null,
            phone: number(content.behalf_phone),
          },
        }),
  }
}

/** An event of the reporter, without who that is. */
export function unnamed<Event extends z.input<typeof timelineEvent>>(event: Event): Event {
  return { ...event, actorId: '', actorName: '' }
}
