import { isBlank } from '#base/text.contract.ts'
import type { CaseAction, CaseState } from '#cases/case-words.contract.ts'

export type FieldKind =
  | 'paragraph'
  | 'line'
  | 'department'
  | 'duty'
  | 'category'
  | 'urgency'
  | 'service'
  | 'score'
  | 'resolved'
  | 'case'
  | 'person'
  | 'yes-no'
  | 'workdays'
  | 'reasons'

/** What makes a field of a form worth showing. */
export type FieldCondition = 'tasks-open' | 'children-open'

/** One field of an action's form. */
export interface ActionField {
  name: string
  kind: FieldKind
  needed: boolean
  /** Shown only while this holds of the case. */
  when?: FieldCondition
}

const said = (name: string): ActionField => ({ name, kind: 'paragraph', needed: true })
const maybe = (name: string, kind: FieldKind = 'paragraph'): ActionField => ({ name, kind, needed: false })
const needed = (name: string, kind: FieldKind): ActionField => ({ name, kind, needed: true })

/** The form of every action, field by field in the order of the page; a test compares it with the contract. */
export const actionFields: Readonly<Record<CaseAction, readonly ActionField[]>> = {
  accept: [maybe('note')],
  answer: [said('reply'), maybe('categoryId', 'category')],
  decline: [said('reason'), needed('legalBasis', 'line')],
  'hand-over': [needed('service', 'service'), said('note')],
  dispatch: [
    needed('departmentId', 'department'),
    maybe('dutyId', 'duty'),
    maybe('categoryId', 'category'),
    maybe('urgency', 'urgency'),
    maybe('note'),
    maybe('reason'),
  ],
  return: [said('reason'), maybe('proposedDepartmentId', 'department')],
  handle: [maybe('note')],
  reply: [said('reply'), { ...maybe('openTasksReason'), when: 'tasks-open' }],
  'send-back': [said('reason')],
  close: [maybe('note'), { ...maybe('openChildrenReason'), when: 'children-open' }],
  reopen: [said('reason')],
  rate: [
    needed('score', 'score'),
    needed('resolved', 'resolved'),
    maybe('reasons', 'reasons'),
    maybe('note'),
  ],
  comment: [said('note')],
  object: [
    said('reason'),
    maybe('proposedDepartmentId', 'department'),
    maybe('dutyId', 'duty'),
    maybe('legalBasis', 'line'),
  ],
  'uphold-objection': [said('reason'), needed('departmentId', 'department'), maybe('dutyId', 'duty')],
  'refuse-objection': [said('reason')],
  assign: [needed('personId', 'person'), maybe('reason', 'line')],
  merge: [needed('into', 'case'), maybe('note')],
  unmerge: [said('reason')],
  'adapt-reply': [said('reply')],
  hold: [said('reason')],
  resume: [maybe('note')],
  'ask-citizen': [said('question')],
  'answer-question': [said('answer')],
  'ask-extension': [needed('workdays', 'workdays'), said('reason')],
  'grant-extension': [maybe('workdays', 'workdays'), maybe('note')],
  'refuse-extension': [said('reason')],
  'declare-impossible': [said('reason'), needed('legalBasis', 'line')],
  'confirm-impossible': [maybe('note')],
  transfer: [needed('recipient', 'line'), said('note')],
  withdraw: [said('reason')],
  reveal: [said('purpose')],
  'call-back': [needed('reached', 'yes-no'), maybe('satisfied', 'yes-no'), maybe('note')],
}

const furthering: readonly CaseAction[] = ['dispatch', 'handle', 'reply', 'close', 'accept', 'rate']

/** The one action that takes a case further from where it stands; sending it elsewhere does not. */
export function mainAction(actions: readonly CaseAction[], state: CaseState): CaseAction | null {
  const can = (action: CaseAction) =>
    actions.includes(action) && !(action === 'dispatch' && state === 'dispatched')
  return furthering.find(can) ?? null
}

/** The actions with the main one first. */
export function orderActions(actions: readonly CaseAction[], state: CaseState): CaseAction[] {
  const main = mainAction(actions, state)
  return main ? [main, ...actions.filter(action => action !== main)] : [...actions]
}

/** As many buttons as fit beside a case without hiding which one is meant. */
const fits = 6
/** What is done most comes first; danger is never more than one press away. */
const often: readonly CaseAction[] = [
  'hand-over',
  'answer',
  'accept',
  'return',
  'send-back',
  'confirm-impossible',
  'decline',
  'assign',
  'comment',
  'resume',
  'answer-question',
  'grant-extension',
  'refuse-extension',
  'ask-citizen',
  'hold',
  'call-back',
  'reopen',
]

/** The actions as buttons, the main one first, and behind a menu the rarer ones where there are many. */
export function barActions(
  actions: readonly CaseAction[],
  state: CaseState,
): { shown: CaseAction[]; more: CaseAction[] } {
  const ordered = orderActions(actions, state)
  if (ordered.length <= fits) return { shown: ordered, more: [] }
  const main = mainAction(actions, state)
  const rank = (action: CaseAction) => (action === main ? -1 : often.indexOf(action) + 1 || often.length + 1)
  const kept = new Set(ordered.toSorted((one, other) => rank(one) - rank(other)).slice(0, fits - 1))
  return {
    shown: ordered.filter(action => kept.has(action)),
    more: ordered.filter(action => !kept.has(action)),
  }
}

/** Key of an action's name: sending on what was sent already has its own word (改派). */
export function actionName(action: CaseAction, state: CaseState): string {
  return `cases:action.${action === 'dispatch' && state === 'dispatched' ? 'dispatch-again' : action}`
}

/** Letters that open an action's form from the page. */
export const actionKeys: Readonly<Record<CaseAction, string>> = {
  accept: 'u',
  answer: 'r',
  decline: 'x',
  'hand-over': 'h',
  dispatch: 's',
  return: 'b',
  handle: 'w',
  reply: 'r',
  'send-back': 'b',
  close: 'c',
  reopen: 'o',
  rate: 'v',
  comment: 'n',
  object: 'y',
  'uphold-objection': 'y',
  'refuse-objection': 'x',
  assign: 'a',
  merge: 'm',
  unmerge: 'm',
  'adapt-reply': 'y',
  hold: 'p',
  resume: 'p',
  'ask-citizen': 'q',
  'answer-question': 'q',
  'ask-extension': 'e',
  'grant-extension': 'e',
  'refuse-extension': 'f',
  'declare-impossible': 'i',
  'confirm-impossible': 'i',
  transfer: 't',
  withdraw: 'z',
  'call-back': 'l',
  reveal: 'd',
}

export type ActionValues = Record<string, string | number | boolean | readonly string[] | null>

/** Empty values of a form, over which a draft is laid. */
export function emptyValues(action: CaseAction): ActionValues {
  const empty = (kind: FieldKind) => (kind === 'paragraph' || kind === 'line' ? '' : null)
  return Object.fromEntries(actionFields[action].map(field => [field.name, empty(field.kind)]))
}

// Who is content need not say why.
const asksWhy = (values: ActionValues) =>
  typeof values.score === 'number' && values.score > 0 && values.score <= 3

/** The fields that are asked for, as far as the form is filled in: reasons only with a low score. */
export function shownFields(action: CaseAction, values: ActionValues): ActionField[] {
  return actionFields[action].filter(field => field.kind !== 'reasons' || asksWhy(values))
}

/** Names of needed fields that are still empty. */
export function missingFields(action: CaseAction, values: ActionValues): string[] {
  const isEmpty = (value: unknown) =>
    value === null ||
    value === undefined ||
    (typeof value === 'string' && isBlank(value)) ||
    (Array.isArray(value) && value.length === 0)
  return shownFields(action, values)
    .filter(field => (field.needed || field.kind === 'reasons') && isEmpty(values[field.name]))
    .map(field => field.name)
}

/** The values as the contract takes them: ids may be null, other empty fields are left out. */
export function bodyOf(action: CaseAction, values: ActionValues, version: number): Record<string, unknown> {
  const body: Record<string, unknown> = { version }
  for (const { name, kind } of shownFields(action, values)) {
    const value = values[name]
    const isId = kind === 'department' || kind === 'duty' || kind === 'category'
    if (isId) body[name] = value || null
    else if (value !== '' && value !== null && value !== undefined) body[name] = value
  }
  return body
}
