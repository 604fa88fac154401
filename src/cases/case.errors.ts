import { type DetailWords, defineErrors } from '#base/index.ts'
import type { CaseAction, CaseState } from './case.contract.ts'

const states = {
  reported: { zh: '待受理', en: 'reported' },
  accepted: { zh: '待派单', en: 'accepted' },
  dispatched: { zh: '待办理', en: 'dispatched' },
  handling: { zh: '办理中', en: 'being handled' },
  verifying: { zh: '待核实', en: 'being verified' },
  closed: { zh: '已办结', en: 'closed' },
} satisfies Record<CaseState, DetailWords[string]>

// The words of the buttons. What is not done to one case stands after them.
const actions = {
  accept: { zh: '受理', en: 'Accept' },
  answer: { zh: '直接答复', en: 'Answer on the spot' },
  decline: { zh: '不予受理', en: 'Decline' },
  'hand-over': { zh: '移交 110/119/120', en: 'Hand to 110/119/120' },
  dispatch: { zh: '派单', en: 'Dispatch' },
  return: { zh: '退单', en: 'Return' },
  handle: { zh: '开始办理', en: 'Begin work' },
  reply: { zh: '答复', en: 'Reply' },
  'send-back': { zh: '退回重办', en: 'Send back' },
  close: { zh: '办结', en: 'Close' },
  reopen: { zh: '重新办理', en: 'Reopen' },
  rate: { zh: '评价', en: 'Rate' },
  comment: { zh: '内部备注', en: 'Internal note' },
  report: { zh: '登记', en: 'Report' },
  import: { zh: '导入', en: 'Import' },
  search: { zh: '按内容、电话、姓名或地址查找', en: 'Find by words, phone, name or address' },
} satisfies Record<CaseAction | 'report' | 'import' | 'search', DetailWords[string]>

/** Errors of the case loop. */
export const caseError = defineErrors({
  'cases.stale': {
    status: 409,
    zh: '这件工单刚被他人处理过，请刷新后再操作；您填写的内容没有丢失。',
    en: 'Somebody has just worked on this case. Reload it and try again; what you wrote is kept.',
    advice:
      'Two people acted on one version of a case; the first one counts. `details` name the current version.',
  },
  'cases.not-allowed-now': {
    status: 409,
    zh: '工单当前状态（{{state}}）不能执行“{{action}}”。',
    en: 'A case that is {{state}} cannot be given "{{action}}".',
    advice: 'The state machine is in src/cases/case.rules.ts.',
    words: { action: actions, state: states },
  },
  'cases.not-permitted': {
    status: 403,
    zh: '您的角色不能执行“{{action}}”。',
    en: 'Your role does not permit "{{action}}".',
    advice: 'Permissions are the policy files in src/identity/policies.',
    words: { action: actions },
  },
  'cases.unknown-department': {
    status: 400,
    zh: '没有部门“{{department}}”，或该部门已停用、不在您的权限范围内。',
    en: 'There is no department "{{department}}", or it is closed or outside your area.',
    advice: 'Departments are kept in the city room; ids are stable, names are not accepted here.',
  },
  'cases.unknown-duty': {
    status: 400,
    zh: '没有现行有效的事项“{{duty}}”。',
    en: 'There is no duty "{{duty}}" in force.',
    advice: 'The duty list may have been edited since the page was loaded.',
  },
  'cases.unknown-category': {
    status: 400,
    zh: '没有分类“{{category}}”。',
    en: 'There is no category "{{category}}".',
    advice: 'The category list may have been edited since the page was loaded.',
  },
  'cases.unknown-region': {
    status: 400,
    zh: '没有区域“{{region}}”。',
    en: 'There is no region "{{region}}".',
    advice: 'Regions are kept in the city room; ids are stable.',
  },
  'cases.advice-of-another-case': {
    status: 400,
    zh: '这条建议不属于这件工单。',
    en: 'This advice does not belong to this case.',
    advice: 'A client named a decision that was made about something else.',
  },
  'cases.no-code-left': {
    status: 503,
    zh: '工单编号生成失败，请重试。',
    en: 'No case code could be made; please try again.',
    advice: 'Several random codes in a row were taken; this points to a broken random source.',
  },
})
