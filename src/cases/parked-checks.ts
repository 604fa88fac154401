import type { RoomCheck } from '#base/index.ts'
import { parkedDeliveries, parkedMessages } from './parked.store.ts'

/** What waits for a person to send it again. */
export const parkedChecks: readonly RoomCheck[] = [
  {
    key: 'parked-deliveries',
    state: 'warning',
    good: { zh: '没有搁置的群众通知', en: 'No message to a citizen is parked' },
    found: {
      zh: '{{count}} 条给群众的通知已搁置，不会自动重发：{{examples}}',
      en: '{{count}} messages to citizens are parked and not tried again by themselves: {{examples}}',
    },
    advice:
      'The page "Deliveries" (/deliveries) shows the cause of each. When the mail server or gateway takes messages again, send one or all of a channel again there.',
    look: parkedDeliveries,
  },
  {
    key: 'parked-messages',
    state: 'warning',
    good: { zh: '没有搁置的外部系统推送', en: 'No message to another system is parked' },
    found: {
      zh: '{{count}} 条给外部系统的推送已搁置，不会自动重发：{{examples}}',
      en: '{{count}} messages to other systems are parked and not tried again by themselves: {{examples}}',
    },
    advice:
      'The security administrator opens the messages of the subscription on the page "Other systems" (/partners), sees what the other side answered, and sends each again; a subscription that is over is ended there.',
    look: parkedMessages,
  },
]
