import { defineErrors } from '#base/index.ts'

/** Errors of joint handling and of parent and child cases. */
export const jointError = defineErrors({
  'cases.no-joint-work-now': {
    status: 409,
    zh: '工单派出后、答复前才能请协办部门参与。',
    en: 'Co-hosts are asked while a department has the case and has not replied.',
    advice: 'Dispatch the case first; after the reply, send it back to go on with it.',
  },
  'cases.host-is-no-co-host': {
    status: 400,
    zh: '主办部门不能同时是协办部门。',
    en: 'The department that hosts the case cannot be a co-host of it too.',
    advice: 'Choose another department.',
  },
  'cases.task-is-open': {
    status: 409,
    zh: '该部门已有一项未完成的协办任务。',
    en: 'This department already has a task on this case that has not ended.',
    advice: 'Wait for its reply, or withdraw the task and ask again.',
  },
  'cases.task-has-ended': {
    status: 409,
    zh: '这项协办任务已经结束。',
    en: 'This task has already ended.',
    advice: 'Somebody of the department was faster, or the host withdrew it.',
  },
  'cases.tasks-open': {
    status: 409,
    zh: '还有 {{count}} 项协办任务未完成；如需先行答复，请填写理由。',
    en: '{{count}} tasks of co-hosts are still open; say why you reply before they are done.',
    advice: 'Wait for the co-hosts, withdraw their tasks, or give `openTasksReason`.',
  },
  'cases.children-open': {
    status: 409,
    zh: '还有 {{count}} 件子工单未办结；如需先行办结，请填写理由。',
    en: '{{count}} child cases are not closed yet; say why you close this one before them.',
    advice:
      'Close the children first, take them out, or give `openChildrenReason` (`note` where nothing can be done).',
  },
  'cases.no-such-parent': {
    status: 404,
    zh: '没有编号为“{{code}}”的工单，或它不在您的权限范围内。',
    en: 'There is no case with the code "{{code}}", or it is outside your area.',
    advice: 'Codes look like 20261122-7F3K-2QXM.',
  },
  'cases.not-two-levels': {
    status: 409,
    zh: '父子工单只有两级：子工单不能再有子工单，父工单不能再有父工单，工单也不能是自己的父工单。',
    en: 'Cases have two levels: a child has no children, a parent has no parent, and no case is its own parent.',
    advice: 'Link the case to the top one, or take it out of where it is first.',
  },
  'cases.parent-is-closed': {
    status: 409,
    zh: '父工单已办结，不能再加入子工单。',
    en: 'The parent case is closed; no children can be added to it.',
    advice: 'Reopen the parent first.',
  },
})
