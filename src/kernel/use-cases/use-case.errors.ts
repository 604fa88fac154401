import { defineErrors } from '#base/index.ts'

/** Errors of the use of generative AI by staff. */
export const staffUseError = defineErrors({
  'kernel.use-case-refused': {
    status: 400,
    zh: '这项使用不能申请：数据级别超过该工具的上限，或属于禁止用途。',
    en: 'This use cannot be asked for: its data lie above what the tool may get, or it is a prohibited use.',
    advice:
      '`details.refusal` is data-above-ceiling (outside tools L2, inside L3, L4 none) or prohibited-use.',
  },
  'kernel.use-case-decided': {
    status: 409,
    zh: '这项申请已经处理过了。',
    en: 'This request has been decided already.',
    advice: 'Two people decided on one request, or it was withdrawn meanwhile; read it again.',
  },
  'kernel.use-case-own': {
    status: 403,
    zh: '本人申请的用例须由他人审批。',
    en: 'Who asked for a use case does not approve it.',
    advice: 'Another security administrator has to decide.',
  },
  'kernel.use-case-until': {
    status: 400,
    zh: '有效期须在今天之后、{{latest}} 之前（最长 12 个月）。',
    en: 'It has to end after today and not after {{latest}} (12 months at most).',
    advice: 'A use case that goes on is asked for and weighed again.',
  },
  'kernel.use-not-allowed': {
    status: 403,
    zh: '您现在不能登记这项使用：未批准、已到期、不属于您的部门，或您尚未通过培训。',
    en: 'You cannot record this use now: it is not approved, has ended, belongs to another department, or you are not trained.',
    advice: '`details.hindrance` is not-approved, expired, other-department or untrained.',
  },
  'kernel.use-above-level': {
    status: 400,
    zh: '所用数据级别高于批准的 {{level}}。',
    en: 'The data lie above the approved level {{level}}.',
    advice: 'What already went into the tool is an incident: report it.',
  },
  'kernel.use-unchecked': {
    status: 400,
    zh: '按这项用例的风险，产出须经核对后才能使用（高风险须由另一人复核）。',
    en: 'By the risk of this use case its output is checked before it is used (by a second person at high risk).',
    advice:
      'Gate human-confirms asks for `checked`, two-humans-confirm for `checkedBy` of somebody else besides.',
  },
  'kernel.unknown-checker': {
    status: 400,
    zh: '没有找到复核人账号 {{account}}，或为本人。',
    en: 'There is no active account {{account}} besides your own.',
    advice: 'The second person is named by account.',
  },
  'kernel.training-limit': {
    status: 429,
    zh: '今天已参加 {{most}} 次测试，请明天再试。',
    en: 'You tried {{most}} times today; please go on tomorrow.',
    advice: 'Guessing one’s way through is what the limit keeps out.',
  },
  'kernel.attempt-over': {
    status: 409,
    zh: '这次测试已提交或已过时，请重新开始。',
    en: 'This attempt was handed in or is over; please begin anew.',
    advice: 'An attempt is open for an hour and handed in once.',
  },
})
