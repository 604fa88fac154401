import { defineErrors } from '#base/index.ts'

/** Errors of citizens' appeals against decisions that AI had a part in. */
export const appealError = defineErrors({
  'cases.no-appeal-now': {
    status: 409,
    zh: '现在不能就此事项提出异议。如有需要，请拨打 12345。',
    en: 'No objection can be made about this matter now. If you need to, please call 12345.',
    advice:
      '`details.hindrance`: no-decision (AI had no part), one-open, too-many (three were made), erased.',
  },
  'cases.appeal-decided': {
    status: 409,
    zh: '这项异议已经处理过了。',
    en: 'This objection has been decided already.',
    advice: 'Two people decided on one objection; the first one counts.',
  },
  'cases.appeal-own-interest': {
    status: 403,
    zh: '这项异议不能由您处理：参与过原决定的人、当事人以及承办部门的人员须回避。',
    en: 'You cannot decide on this objection: whoever had a part in the first decision, reported the matter, or belongs to the department that handles it stands aside.',
    advice: 'Another dispatcher has to decide. `details.hindrance` says which of these applies.',
  },
  'cases.appeal-corrects-nothing': {
    status: 400,
    zh: '维持原决定时，不能填写更正后的部门或类别。',
    en: 'When the decision stands, no corrected department or category can be given.',
    advice: 'A correction goes with an objection that is upheld.',
  },
})
