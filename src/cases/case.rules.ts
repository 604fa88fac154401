import {
  type CaseAction,
  type CaseState,
  caseActions,
  type Disposition,
  type EventType,
} from './case.contract.ts'

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
}

const open: readonly CaseState[] = ['reported', 'accepted', 'dispatched', 'handling', 'verifying']

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
  },
  reopen: { from: ['closed'], to: 'accepted', event: 'reopened', permission: 'cases:reopen' },
  rate: { from: ['closed'], to: null, event: 'rated', permission: 'cases:rate', additive: true },
  comment: {
    from: [...open, 'closed'],
    to: null,
    event: 'commented',
    permission: 'cases:comment',
    additive: true,
  },
}

/** What of a case decides which steps can be taken. */
export interface Standing {
  state: CaseState
  disposition: Disposition | null
  rating: number | null
}

/** A matter that was declined or handed over was not handled here, so there is nothing to rate; and a rating is given once. */
export function canBeRated(standing: Standing): boolean {
  if (standing.state !== 'closed' || standing.rating !== null) return false
  return standing.disposition === 'resolved' || standing.disposition === 'answered'
}

/** True when the machine has this step from where the case stands; who may take it is another question. */
export function isPossible(action: CaseAction, standing: Standing): boolean {
  if (!machine[action].from.includes(standing.state)) return false
  return action !== 'rate' || canBeRated(standing)
}

/** The actions a person may take now: possible by the machine and permitted by `permits` (given the policy action). */
export function allowedActions(standing: Standing, permits: (permission: string) => boolean): CaseAction[] {
  return caseActions.filter(action => isPossible(action, standing) && permits(machine[action].permission))
}

/** True when the step accepts the case on the way. */
export function acceptsFirst(action: CaseAction, state: CaseState): boolean {
  return machine[action].acceptsFirst?.includes(state) ?? false
}
