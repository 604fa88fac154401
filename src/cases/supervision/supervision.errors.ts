import { defineErrors } from '#base/index.ts'

/** Errors of supervision. */
export const supervisionError = defineErrors({
  'cases.supervised-already': {
    status: 409,
    zh: '这件工单已在督办中。',
    en: 'This case is supervised already.',
    advice: 'Ask again within the supervision that is open, or accept its answer first.',
  },
  'cases.not-supervised': {
    status: 409,
    zh: '这件工单没有进行中的督办。',
    en: 'This case is not supervised.',
    advice: 'The supervision may have been accepted meanwhile.',
  },
  'cases.supervision-answered': {
    status: 409,
    zh: '督办已经回复，等待领导审阅。',
    en: 'The supervision has been answered; the leader decides.',
    advice: 'Somebody of the department was faster.',
  },
  'cases.supervision-unanswered': {
    status: 409,
    zh: '督办还没有回复，不能办结。',
    en: 'The supervision has not been answered yet, so it cannot be accepted.',
    advice: 'Wait for the answer, or ask again.',
  },
})
