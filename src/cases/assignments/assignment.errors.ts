import { defineErrors } from '#base/index.ts'

/** Errors of work given to people. */
export const assignmentError = defineErrors({
  'cases.not-of-this-desk': {
    status: 400,
    zh: '只能分派给本部门在职的经办人或负责人。',
    en: 'Cases are given to active handlers and leads of the department only.',
    advice: 'The person left, has another role, or belongs to another department.',
  },
  'cases.stale-desk': {
    status: 409,
    zh: '这份设置已被他人修改，请刷新后重新填写。',
    en: 'Somebody else changed these settings meanwhile. Reload the page and enter yours again.',
    advice: 'Two leads of one department edited at the same time; the page shows what the other one saved.',
  },
  'cases.assigns-others': {
    status: 403,
    zh: '只有部门负责人可以为他人分派或登记；您可以为自己办理。',
    en: 'Only the lead of the department assigns or enters something for others; you may for yourself.',
    advice: 'A handler takes a case on; the lead gives it to somebody.',
  },
  'cases.nobody-covers': {
    status: 409,
    zh: '此人正在休假，其代班人也不在岗，请另选他人。',
    en: 'This person is on leave and so is the substitute. Choose somebody else.',
    advice: 'Substitutes are followed three times at most.',
  },
  'cases.too-many-open': {
    status: 409,
    zh: '此人已有 {{load}} 件在办（上限 {{limit}} 件）；负责人写明理由后仍可分派。',
    en: 'This person has {{load}} open cases (at most {{limit}}); a lead may assign with a reason.',
    advice: 'The limit is kept for each department on the page of its people.',
  },
  'cases.absence-dates': {
    status: 400,
    zh: '结束日期不能早于开始日期，也不能早于今天；时长不超过一年。',
    en: 'The last day is neither before the first nor before today, and at most a year after it.',
    advice: 'Both days count.',
  },
  'cases.absence-overlaps': {
    status: 409,
    zh: '此人在这段时间已有休假或委托登记。',
    en: 'This person has an absence in that time already.',
    advice: 'End the other one first.',
  },
  'cases.own-substitute': {
    status: 400,
    zh: '代班人不能是本人。',
    en: 'Nobody is their own substitute.',
    advice: 'Choose a colleague of the same department.',
  },
})
