import { defineErrors } from '#base/index.ts'

/** Why a case is left out of a bulk act, or an act is not taken back. */
export const bulkError = defineErrors({
  'cases.bulk-changed': {
    status: 409,
    zh: '打开列表之后有人处理过这件工单。',
    en: 'Somebody has worked on this case since the list was read.',
    advice: 'The version was another than in the list; nothing was done to this case.',
  },
  'cases.bulk-blind': {
    status: 409,
    zh: '盲测件须由人单独判断后派单。',
    en: 'A blind case is decided by a person, by itself.',
    advice: 'Blind cases measure how good the advice is; see docs/adr/0008.',
  },
  'cases.bulk-emergency': {
    status: 409,
    zh: '紧急工单须单独派单。',
    en: 'An emergency is dispatched by itself.',
    advice: 'What is urgent to the minute is looked at by a person.',
  },
  'cases.bulk-not-waiting': {
    status: 409,
    zh: '工单已派出；改派须单独处理。',
    en: 'The case was sent already; sending it on is done by itself.',
    advice: 'A bulk dispatch takes cases that wait for their first department.',
  },
  'cases.bulk-no-advice': {
    status: 409,
    zh: '没有可依据的派单建议，请指定部门或单独派单。',
    en: 'There is no advice to follow; name a department or dispatch it by itself.',
    advice: 'The advice abstained, has expired, or is not there yet.',
  },
  'cases.bulk-advice-changed': {
    status: 409,
    zh: '派单建议在预览之后有更新。',
    en: 'The advice is another than the preview showed.',
    advice: 'Nothing was done to this case; look at the preview again.',
  },
  'cases.bulk-tasks-open': {
    status: 409,
    zh: '还有协办任务，请单独办结。',
    en: 'Co-hosts still have tasks; close it by itself.',
    advice: 'Closing ends the tasks of co-hosts, which cannot be taken back.',
  },
  'cases.bulk-incomplete': {
    status: 400,
    zh: '批量操作缺少必要的内容：{{missing}}。',
    en: 'The bulk act lacks: {{missing}}.',
    advice: 'Assigning needs `personId`.',
  },
  'cases.bulk-person-gone': {
    status: 409,
    zh: '发起人的账号已停用，其余工单未处理。',
    en: 'The account of who asked for it is closed; the rest was not done.',
    advice: 'Each case is done with the rights the person has at that moment.',
  },
  'cases.undo-not-yet': {
    status: 409,
    zh: '批量操作还在进行，请先取消或等它结束。',
    en: 'The bulk act is still at work; cancel it first or wait for its end.',
    advice: 'An act can be taken back when it has ended.',
  },
  'cases.undo-over': {
    status: 409,
    zh: '撤回时间已过，请逐件处理。',
    en: 'The time to take it back is over; work on the cases one by one.',
    advice: 'Ten minutes after the end of a bulk act citizens are told of it.',
  },
  'cases.undo-changed': {
    status: 409,
    zh: '之后工单又有变动，没有撤回。',
    en: 'Something has happened to the case since; it was not taken back.',
    advice: 'Only what is the last step of a case can be taken back.',
  },
  'cases.undo-told': {
    status: 409,
    zh: '已经通知诉求人，不能撤回。',
    en: 'The citizen has been told; it cannot be taken back.',
    advice: 'Notices are held back until the time to take an act back is over.',
  },
})
