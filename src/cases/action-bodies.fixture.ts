import type { ActionBody, CaseAction, CaseState } from './case.contract.ts'

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
