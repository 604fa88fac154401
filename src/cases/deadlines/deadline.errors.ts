import { defineErrors } from '#base/index.ts'

/** Errors about limits and reporters who are kept hidden. */
export const deadlineError = defineErrors({
  'cases.limit-exists': {
    status: 409,
    zh: '同样条件的时限规则从这一天起已经有了，请另选一天，或先让它在生效当天就结束。',
    en: 'There is already such a rule from that day on. Choose another day, or end that one on its first day.',
    advice:
      'Rules are added and ended, never edited: one for each category, urgency, department and first day.',
  },
  'cases.limit-ended': {
    status: 409,
    zh: '这条时限规则已经结束，或结束日期早于生效日期。',
    en: 'This rule has ended, or would end before it begins.',
    advice: 'Reload the list of rules.',
  },
})
