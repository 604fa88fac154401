import {
  type Asking,
  type CaseAction,
  type CaseState,
  type CaseStep,
  caseActions,
  type Disposition,
  type EventType,
  type Pause,
  type Recall,
} from './case-words.contract.ts'

/** One line of the state machine. */
export interface Step {
  from: readonly CaseState[]
  /** Null: the state stays. */
  to: CaseState | null
  /** Set when the step closes the case. */
  disposition?: Disposition
  event: EventType
  /** The action of the permission policies. */
  permission: string
  /**
   * Taking a case further from these states accepts it on the way, as an event of its own: a seat that sends a matter on
   * at once should not need a click more, and every timeline still shows who accepted it.
   */
  acceptsFirst?: readonly CaseState[]
  /** The step only adds to the case, so an older page may take it: nothing it says is overtaken. */
  additive?: true
  /** True: only while an objection is open; false: only while none is. */
  disputed?: boolean
  /** In which pauses the step can be taken (null: in none of them); only while the case goes on unless given. */
  paused?: readonly (Pause | null)[]
  /** What the department must have asked for (null: nothing); of no matter unless given. */
  asked?: readonly (Asking | null)[]
  /** Whether it can be done to a case that was merged into another: also, only then, or (unless given) not, as the lead decides. */
  merged?: 'also' | 'only'
}

const open: readonly CaseState[] = ['reported', 'accepted', 'dispatched', 'handling', 'verifying']
const atDepartment: readonly CaseState[] = ['dispatched', 'handling']
const always: readonly (Pause | null)[] = [null, 'hold', 'citizen']

/** The whole state machine. Finer distinctions are events, not states. */
export const machine: Readonly<Record<CaseAction, Step>> = {
  accept: { from: ['reported'], to: 'accepted', event: 'accepted', permission: 'cases:accept' },
  answer: {
    from: ['reported', 'accepted'],
    to: 'closed',
    disposition: 'answered',
    event: 'answered',
    permission: 'cases:answer',
    acceptsFirst: ['reported'],
  },
  decline: {
    from: ['reported', 'accepted'],
    to: 'closed',
    disposition: 'declined',
    event: 'declined',
    permission: 'cases:decline',
  },
  // Danger may show at any time, so from every state in which work is still to be done.
  'hand-over': {
    from: ['reported', 'accepted', 'dispatched', 'handling'],
    to: 'closed',
    disposition: 'handed-over',
    event: 'handed-over',
    permission: 'cases:hand-over',
    paused: always,
  },
  // From `dispatched` it is a reassignment: by the lead within the department, by the dispatcher before work began.
  dispatch: {
    from: ['reported', 'accepted', 'dispatched'],
    to: 'dispatched',
    event: 'dispatched',
    permission: 'cases:dispatch',
    acceptsFirst: ['reported'],
  },
  return: {
    from: ['dispatched', 'handling'],
    to: 'accepted',
    event: 'returned',
    permission: 'cases:return',
    paused: always,
  },
  handle: { from: ['dispatched'], to: 'handling', event: 'handling-started', permission: 'cases:handle' },
  reply: { from: ['handling'], to: 'verifying', event: 'replied', permission: 'cases:reply' },
  'send-back': { from: ['verifying'], to: 'handling', event: 'sent-back', permission: 'cases:verify' },
  close: {
    from: ['verifying'],
    to: 'closed',
    disposition: 'resolved',
    event: 'closed',
    permission: 'cases:close',
    asked: [null],
  },
  reopen: { from: ['closed'], to: 'accepted', event: 'reopened', permission: 'cases:reopen' },
  rate: {
    from: ['closed'],
    to: null,
    event: 'rated',
    permission: 'cases:rate',
    additive: true,
    merged: 'also',
  },
  comment: {
    from: [...open, 'closed'],
    to: null,
    event: 'commented',
    permission: 'cases:comment',
    additive: true,
    paused: always,
    merged: 'also',
  },
  // The case stays, and its time runs on, until a reviewer who did not send it has ruled.
  object: {
    from: atDepartment,
    to: null,
    event: 'objected',
    permission: 'cases:object',
    paused: always,
    disputed: false,
  },
  'uphold-objection': {
    from: atDepartment,
    to: 'dispatched',
    event: 'objection-upheld',
    permission: 'cases:rule',
    paused: always,
    disputed: true,
  },
  'refuse-objection': {
    from: atDepartment,
    to: null,
    event: 'objection-refused',
    permission: 'cases:rule',
    paused: always,
    disputed: true,
  },
  assign: { from: atDepartment, to: null, event: 'assigned', permission: 'cases:assign', paused: always },
  hold: { from: atDepartment, to: null, event: 'held', permission: 'cases:handle' },
  resume: {
    from: atDepartment,
    to: null,
    event: 'resumed',
    permission: 'cases:handle',
    paused: ['hold', 'citizen'],
  },
  'ask-citizen': { from: atDepartment, to: null, event: 'citizen-asked', permission: 'cases:handle' },
  // By the citizen, or by whoever took the call.
  'answer-question': {
    from: atDepartment,
    to: null,
    event: 'question-answered',
    permission: 'cases:comment',
    paused: ['citizen'],
  },
  'ask-extension': {
    from: atDepartment,
    to: null,
    event: 'extension-asked',
    permission: 'cases:handle',
    asked: [null],
  },
  'grant-extension': {
    from: atDepartment,
    to: null,
    event: 'extension-granted',
    permission: 'cases:grant-extension',
    paused: always,
    asked: ['extension'],
  },
  'refuse-extension': {
    from: atDepartment,
    to: null,
    event: 'extension-refused',
    permission: 'cases:grant-extension',
    paused: always,
    asked: ['extension'],
  },
  'declare-impossible': {
    from: ['handling'],
    to: 'verifying',
    event: 'impossible-declared',
    permission: 'cases:reply',
  },
  'confirm-impossible': {
    from: ['verifying'],
    to: 'closed',
    disposition: 'not-possible',
    event: 'impossible-confirmed',
    permission: 'cases:verify',
    asked: ['not-possible'],
  },
  transfer: {
    from: ['reported', 'accepted', 'dispatched', 'handling'],
    to: 'closed',
    disposition: 'transferred',
    event: 'transferred',
    permission: 'cases:hand-over',
    paused: always,
  },
  withdraw: {
    from: open,
    to: 'closed',
    disposition: 'withdrawn',
    event: 'withdrawn',
    permission: 'cases:withdraw',
    paused: always,
    merged: 'also',
  },
  // Each look at a reporter who is kept hidden is a step, with its purpose.
  reveal: {
    from: [...open, 'closed'],
    to: null,
    event: 'reporter-revealed',
    permission: 'cases:reveal',
    additive: true,
    paused: always,
    merged: 'also',
  },
  'call-back': {
    from: ['verifying', 'closed'],
    to: null,
    event: 'called-back',
    permission: 'cases:call-back',
    additive: true,
    merged: 'also',
  },
  merge: {
    from: ['reported', 'accepted', 'dispatched', 'handling'],
    to: null,
    event: 'merged',
    permission: 'cases:merge',
    paused: always,
  },
  unmerge: {
    from: [...open, 'closed'],
    to: null,
    event: 'unmerged',
    permission: 'cases:merge',
    merged: 'only',
  },
  'adapt-reply': {
    from: ['verifying', 'closed'],
    to: null,
    event: 'reply-adapted',
    permission: 'cases:reply',
    merged: 'only',
  },
}

/**
 * Back to where a case stood before one act of a bulk act, by whoever did it, as long as nothing has happened since. Where
 * that is, its verb knows; what may be done may be taken back, so each asks for the permission of its act.
 */
const recallSteps: Readonly<Record<Recall, Step>> = {
  'recall-dispatch': {
    from: ['dispatched'],
    to: 'accepted',
    event: 'recalled',
    permission: 'cases:dispatch',
  },
  'recall-assign': {
    from: atDepartment,
    to: null,
    event: 'recalled',
    permission: 'cases:assign',
    paused: always,
  },
  'recall-close': { from: ['closed'], to: 'verifying', event: 'recalled', permission: 'cases:close' },
}

/** All steps there are: what people do, and its recall. */
export const steps: Readonly<Record<CaseStep, Step>> = { ...machine, ...recallSteps }

/** What of a case decides which steps can be taken. */
export interface Standing {
  state: CaseState
  disposition: Disposition | null
  rating: number | null
  /** Absent: none. */
  pause?: Pause | null
  hasDeadline?: boolean
  confidential?: boolean
  asked?: Asking | null
  /** A department has objected and nobody has ruled. */
  disputed?: boolean
  /** True when it was merged into another. */
  merged?: boolean
  /** What was said of it is gone: nothing is said of it again, for nothing would erase that. */
  erased?: boolean
}

const rated: readonly Disposition[] = ['resolved', 'answered', 'not-possible']

/** What was declined, sent elsewhere or withdrawn was not handled here, so there is nothing to rate; and a rating is given once. */
export function canBeRated(standing: Standing): boolean {
  if (standing.state !== 'closed' || standing.rating !== null) return false
  return standing.disposition !== null && rated.includes(standing.disposition)
}

/** True when the machine has this step from where the case stands; who may take it is another question. */
export function isPossible(action: CaseStep, standing: Standing): boolean {
  const { from, paused = [null], asked, disputed, merged } = steps[action]
  if (standing.erased || !from.includes(standing.state)) return false
  if (merged !== 'also' && (merged === 'only') !== (standing.merged ?? false)) return false
  if (!paused.includes(standing.pause ?? null)) return false
  if (asked && !asked.includes(standing.asked ?? null)) return false
  if (action === 'reveal' && !standing.confidential) return false
  // Who has given it up is not brought back by taking it out of the others.
  if (action === 'unmerge' && standing.disposition === 'withdrawn') return false
  if (action === 'ask-extension' && !standing.hasDeadline) return false
  if (disputed !== undefined && disputed !== (standing.disputed ?? false)) return false
  return action !== 'rate' || canBeRated(standing)
}

/** The actions a person may take now: possible by the machine and permitted by `permits` (given the policy action). */
export function allowedActions(standing: Standing, permits: (permission: string) => boolean): CaseAction[] {
  return caseActions.filter(action => isPossible(action, standing) && permits(machine[action].permission))
}

/** True when the step accepts the case on the way. */
export function acceptsFirst(action: CaseStep, state: CaseState): boolean {
  return steps[action].acceptsFirst?.includes(state) ?? false
}
