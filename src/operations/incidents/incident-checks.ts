import type { RoomCheck } from '#base/index.ts'
import { selectLate } from './incident.store.ts'

/** What `doctor` looks at about incidents. */
export const incidentChecks: readonly RoomCheck[] = [
  {
    key: 'incidents',
    state: 'warning',
    good: {
      zh: '没有逾期的事件处置步骤',
      en: 'No step of an incident is past its deadline',
    },
    found: {
      zh: '有 {{count}} 个事件的步骤已逾期：第 {{examples}} 号',
      en: '{{count}} incidents have a step past its deadline: no. {{examples}}',
    },
    advice: 'Open the incident room (/incidents) and do the steps that are late.',
    look: async handle => {
      const numbers = await selectLate(handle, new Date())
      return { count: numbers.length, examples: numbers.slice(0, 5).map(String) }
    },
  },
]
