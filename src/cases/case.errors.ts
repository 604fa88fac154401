import { defineErrors } from '#base/index.ts'

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
  },
  'cases.not-permitted': {
    status: 403,
    zh: '您的角色不能对这件工单执行“{{action}}”。',
    en: 'Your role does not permit "{{action}}" on this case.',
    advice: 'Permissions are the policy files in src/identity/policies.',
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
