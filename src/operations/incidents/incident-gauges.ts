import type { RoomGauge } from '#base/index.ts'
import { countOpen } from './incident.store.ts'

/** What operators watch about incidents; drills are not counted. */
export const incidentGauges: readonly RoomGauge[] = [
  {
    name: 'open_incidents',
    help: 'Open incidents, and those of them with a step past its deadline',
    labels: ['state'],
    read: async handle => {
      const { open, late } = await countOpen(handle, new Date())
      return [
        { labels: { state: 'open' }, value: open },
        { labels: { state: 'late' }, value: late },
      ]
    },
  },
]
