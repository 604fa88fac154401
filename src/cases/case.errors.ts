import { type DetailWords, defineErrors } from '#base/index.ts'
import type { CaseState, CaseStep, Pause } from './case-words.contract.ts'

const states = {
  reported: { zh: '待受理', en: 'reported' },
  accepted: { zh: '待派单', en: 'accepted' },
  dispatched: { zh: '待办理', en: 'dispatched' },
  handling: { zh: '办理中', en: 'being handled' },
  verifying: { zh: '待核实', en: 'being verified' },
  closed: { zh: '已办结', en: 'closed' },
  hold: { zh: '已挂起', en: 'on hold' },
  citizen: { zh: '等待诉求人答复', en: 'waiting for the citizen' },
} satisfies Record<CaseState | Pause, DetailWords[string]>

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
  object: { zh: '提出异议', en: 'Object' },
  'uphold-objection': { zh: '支持异议', en: 'Uphold the objection' },
  'refuse-objection': { zh: '驳回异议', en: 'Refuse the objection' },
  assign: { zh: '分派到人', en: 'Assign' },
  hold: { zh: '挂起', en: 'Put on hold' },
  resume: { zh: '恢复办理', en: 'Go on' },
  'ask-citizen': { zh: '询问诉求人', en: 'Ask the citizen' },
  'answer-question': { zh: '记录诉求人答复', en: 'Take down the answer' },
  'ask-extension': { zh: '申请延期', en: 'Ask for an extension' },
  'grant-extension': { zh: '同意延期', en: 'Grant the extension' },
  'refuse-extension': { zh: '不同意延期', en: 'Refuse the extension' },
  'declare-impossible': { zh: '申报无法办理', en: 'Cannot be done' },
  'confirm-impossible': { zh: '核实无法办理', en: 'Confirm that it cannot be done' },
  transfer: { zh: '转市外办理', en: 'Transfer outside the city' },
  withdraw: { zh: '撤回诉求', en: 'Withdraw' },
  'call-back': { zh: '回访', en: 'Call back' },
  reveal: { zh: '查看诉求人', en: 'See who reported it' },
  report: { zh: '登记', en: 'Report' },
  import: { zh: '导入', en: 'Import' },
  search: { zh: '按内容、电话、姓名或地址查找', en: 'Find by words, phone, name or address' },
  merge: { zh: '并件', en: 'Merge' },
  unmerge: { zh: '撤销并件', en: 'Un-merge' },
  'adapt-reply': { zh: '改写答复', en: 'Adapt the reply' },
  'recall-dispatch': { zh: '撤回派单', en: 'Take the dispatch back' },
  'recall-assign': { zh: '撤回分派', en: 'Take the assignment back' },
  'recall-close': { zh: '撤回办结', en: 'Take the closing back' },
} satisfies Record<CaseStep | 'report' | 'import' | 'search', DetailWords[string]>

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
  'cases.act-not-permitted': {
    status: 403,
    zh: '您不能对这件工单执行此操作。',
    en: 'You cannot do this to this case.',
    advice:
      'Permissions are the policy files in src/identity/policies; some acts belong to the department that has the case.',
  },
  'cases.channel-not-offered': {
    status: 400,
    zh: '本市暂未开通{{channel}}通知，诉求没有提交；请选择其他方式或不接收通知。',
    en: 'This city sends no {{channel}}; the report was not submitted. Choose another way, or none.',
    advice:
      'A channel is offered when it is configured: CHENGSHU_SMTP_URL for mail, CHENGSHU_SMS_URL for short messages.',
    words: { channel: { email: { zh: '邮件', en: 'mail' }, sms: { zh: '短信', en: 'short messages' } } },
  },
  'cases.unknown-template': {
    status: 404,
    zh: '没有名为“{{template}}”的消息模板。',
    en: 'There is no message template "{{template}}".',
    advice: 'The templates are the lines of src/cases/inbox/message-lines.ts.',
  },
  'cases.unknown-placeholder': {
    status: 400,
    zh: '模板中的“{{names}}”无法填写，模板没有保存。可用的有：{{allowed}}。',
    en: 'Nothing can be filled in for "{{names}}"; the template was not saved. There are: {{allowed}}.',
    advice:
      'A message keeps ids, numbers and words of its event; others need a line in src/cases/inbox/message-lines.ts.',
  },
  'cases.broken-placeholder': {
    status: 400,
    zh: '模板中有没有成对的花括号，或标题不止一行，模板没有保存。',
    en: 'Braces are left open, or the title has more than one line; the template was not saved.',
    advice: 'A placeholder is a name in two braces, as in the words the template was shipped with.',
  },
  'cases.stale-template': {
    status: 409,
    zh: '模板或设置刚被他人修改，请刷新后再保存；您填写的内容没有丢失。',
    en: 'Somebody has just changed this. Reload it and save again; what you wrote is kept.',
    advice: 'Two people saved from one version; the first one counts.',
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
  'cases.second-person-confirms': {
    status: 409,
    zh: '您的确认已记录。这类建议须两人确认，请另一人按同样去向派单后生效。',
    en: 'Your confirmation is recorded. This advice takes two people: it goes out when another person sends the case the same way.',
    advice:
      'The register says so for this algorithm. A different department, decided by hand, takes one person.',
  },
  'cases.no-deadline': {
    status: 409,
    zh: '这件工单没有时限，不需要延期。',
    en: 'This case has no deadline, so there is nothing to extend.',
    advice: 'A deadline is set by the dispatch, from the limit rules or the duty.',
  },
  'cases.merged': {
    status: 409,
    zh: '这件工单已并入另一件，由主件统一办理，不能单独执行“{{action}}”。',
    en: 'This case was merged into another and goes where that one goes; it cannot be given "{{action}}" by itself.',
    advice: 'Act on the lead case, or un-merge this one first.',
    words: { action: actions },
  },
  'cases.merge-circle': {
    status: 409,
    zh: '这两件工单已经是同一件，不能再互相并入。',
    en: 'These two are handled as one already; a case cannot be merged into itself.',
    advice:
      'Two people merged the same cases the other way round, or a case was merged into one of its own members.',
  },
  'cases.merge-closed': {
    status: 409,
    zh: '工单 {{code}} 已办结，不能并入。',
    en: 'Case {{code}} is closed; nothing can be merged into it.',
    advice: 'Reopen the closed case first, or handle the new one by itself.',
  },
  'cases.others-wait': {
    status: 409,
    zh: '还有 {{people}} 位市民的诉求并入了这件工单；请先撤销并件，再处理这一位的撤回。',
    en: '{{people}} more people wait for this case; un-merge theirs before it is withdrawn.',
    advice: 'Withdrawing a lead case would close the cases of everybody merged into it.',
  },
  'cases.area-too-large': {
    status: 400,
    zh: '框选的区域太大，请缩小到 300 平方公里以内，或改用区域筛选。',
    en: 'The area is too large: draw one of at most 300 km², or filter by region.',
    advice: 'An area is looked up by its cells; regions are the way to ask for large parts of the city.',
  },
  'cases.too-many-views': {
    status: 409,
    zh: '常用筛选最多保存 {{most}} 个，请先删除不用的。',
    en: 'At most {{most}} views can be saved; delete one that is no longer used.',
    advice: 'Views are kept for each person.',
  },
  'cases.no-code-left': {
    status: 503,
    zh: '工单编号生成失败，请重试。',
    en: 'No case code could be made; please try again.',
    advice: 'Several random codes in a row were taken; this points to a broken random source.',
  },
})
