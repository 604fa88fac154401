import { isBlank } from '#base/text.contract.ts'
import type { CaseAction, CaseState } from '#cases/case.contract.ts'

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

/** One field of an action's form. */
export interface ActionField {
  name: string
  kind: FieldKind
  needed: boolean
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
  reply: [said('reply')],
  'send-back': [said('reason')],
  close: [maybe('note')],
  reopen: [said('reason')],
  rate: [needed('score', 'score'), needed('resolved', 'resolved'), maybe('note')],
  comment: [said('note')],
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
}

export type ActionValues = Record<string, string | number | boolean | null>

/** Empty values of a form, over which a draft is laid. */
export function emptyValues(action: CaseAction): ActionValues {
  const empty = (kind: FieldKind) => (kind === 'paragraph' || kind === 'line' ? '' : null)
  return Object.fromEntries(actionFields[action].map(field => [field.name, empty(field.kind)]))
}

/** Names of needed fields that are still empty. */
export function missingFields(action: CaseAction, values: ActionValues): string[] {
  const isEmpty = (value: unknown) =>
    value === null || value === undefined || (typeof value === 'string' && isBlank(value))
  return actionFields[action]
    .filter(field => field.needed && isEmpty(values[field.name]))
    .map(field => field.name)
}

/** The values as the contract takes them: ids may be null, other empty fields are left out. */
export function bodyOf(action: CaseAction, values: ActionValues, version: number): Record<string, unknown> {
  const body: Record<string, unknown> = { version }
  for (const { name, kind } of actionFields[action]) {
    const value = values[name]
    const isId = kind === 'department' || kind === 'duty' || kind === 'category'
    if (isId) body[name] = value || null
    else if (value !== '' && value !== null && value !== undefined) body[name] = value
  }
  return body
}
