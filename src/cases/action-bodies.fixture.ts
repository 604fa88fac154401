import type { ActionBody } from './action.contract.ts'
import type { CaseAction, CaseState } from './case-words.contract.ts'

type Bodies = { readonly [A in CaseAction]: Omit<ActionBody<A>, 'version'> }

/** A body of each action that the door takes, without the version. */
export const bodies: Bodies = {
  accept: {},
  answer: { reply: '答复', categoryId: null },
  decline: { reason: '理由', legalBasis: '依据' },
  'hand-over': { service: '110', note: '紧急' },
  dispatch: { departmentId: 'urban', dutyId: null, categoryId: null },
  return: { reason: '退回', proposedDepartmentId: null },
  handle: {},
  reply: { reply: '办结' },
  'send-back': { reason: '重办' },
  close: {},
  reopen: { reason: '不满意' },
  rate: { score: 3, resolved: true },
  comment: { note: '备注' },
  object: { reason: '不归我们', proposedDepartmentId: null, dutyId: null },
  'uphold-objection': { reason: '异议成立', departmentId: 'police', dutyId: null },
  'refuse-objection': { reason: '异议不成立' },
  assign: { personId: '00000000-0000-7000-8000-000000000001' },
  hold: { reason: '等待材料' },
  resume: {},
  'ask-citizen': { question: '是哪一盏路灯？' },
  'answer-question': { answer: '门口左边那盏' },
  'ask-extension': { workdays: 2, reason: '需要采购' },
  'grant-extension': {},
  'refuse-extension': { reason: '时间够' },
  'declare-impossible': { reason: '地下有管线', legalBasis: '《条例》第 3 条' },
  'confirm-impossible': {},
  transfer: { recipient: '邻市 12345', note: '不在本市' },
  withdraw: { reason: '已自行解决' },
  reveal: { purpose: '上门核实' },
  'call-back': { reached: true, satisfied: true },
  merge: { into: '00000000-0000-7000-8000-0000000000ff' },
  unmerge: { reason: '不是同一件事' },
  'adapt-reply': { reply: '另行说明' },
}

/** The actions that bring a case that was just reported into each state. */
export const statePaths: Readonly<Record<CaseState, readonly CaseAction[]>> = {
  reported: [],
  accepted: ['accept'],
  dispatched: ['dispatch'],
  handling: ['dispatch', 'handle'],
  verifying: ['dispatch', 'handle', 'reply'],
  closed: ['dispatch', 'handle', 'reply', 'close'],
}
