import { defineErrors } from '#base/index.ts'

/** Errors of objections, rulings and contested cases. */
export const disputeError = defineErrors({
  'cases.own-interest': {
    status: 403,
    zh: '这件异议不能由您裁定：派单人、提出人以及当事部门的人员须回避。',
    en: 'You cannot rule on this objection: whoever sent the case, objected, or belongs to a side stands aside.',
    advice: 'Another dispatcher has to rule. `details.hindrance` says which of these applies.',
  },
  'cases.upheld-for-nobody-else': {
    status: 400,
    zh: '支持异议时，须改派给提出异议的部门以外的部门。',
    en: 'An objection that is upheld sends the case to another department than the one that objected.',
    advice: 'If the department is right where it is, the objection is refused.',
  },
  'cases.proposes-itself': {
    status: 400,
    zh: '建议的部门不能是本部门。',
    en: 'The proposed department cannot be the one that objects.',
    advice: 'Name the department that should have it, or none.',
  },
  'cases.contested-needs-reason': {
    status: 400,
    zh: '这件工单已被退回或提出异议三次（先后派给：{{departments}}），再次派单须写明理由。',
    en: 'This case was given back or objected to three times (sent to: {{departments}}); say why it goes on.',
    advice: 'The field `reason` of the dispatch is needed for contested cases.',
  },
  'cases.past-duty-date': {
    status: 400,
    zh: '职责清单的变更不能早于今天（{{today}}）生效。',
    en: 'A change of the duty list cannot come into force before today ({{today}}).',
    advice: 'What was dispatched before was right by the list of its day.',
  },
  'cases.proposal-decided': {
    status: 409,
    zh: '这项建议已经处理过了。',
    en: 'This proposal has been decided already.',
    advice: 'Two people decided on one proposal; the first one counts.',
  },
})
