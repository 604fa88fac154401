import { isBlank } from '#base/text.contract.ts'

export type ActFieldKind =
  | 'paragraph'
  | 'line'
  | 'department'
  | 'departments'
  | 'workdays'
  | 'moment'
  | 'case-code'
  | 'category'
  | 'years'
  | 'yes-no'
  /** A line that may be emptied: it is sent empty then. */
  | 'clearable'

/** One field of a small form about a case. */
export interface ActField {
  name: string
  kind: ActFieldKind
  needed: boolean
}

export type ActValues = Record<string, string | number | boolean | string[] | null>

const withoutText: readonly ActFieldKind[] = ['department', 'workdays', 'category', 'years', 'yes-no']
const sentEmpty: readonly ActFieldKind[] = ['workdays', 'category', 'clearable']

/** Empty values of a form, over which a draft is laid. */
export function emptyAct(fields: readonly ActField[]): ActValues {
  const empty = ({ kind }: ActField) => (kind === 'departments' ? [] : withoutText.includes(kind) ? null : '')
  return Object.fromEntries(fields.map(field => [field.name, empty(field)]))
}

function isEmpty(value: ActValues[string] | undefined): boolean {
  if (value === null || value === undefined) return true
  return typeof value === 'string' ? isBlank(value) : Array.isArray(value) && value.length === 0
}

/** Names of needed fields that are still empty. */
export function missingIn(fields: readonly ActField[], values: ActValues): string[] {
  return fields.filter(field => field.needed && isEmpty(values[field.name])).map(field => field.name)
}

/** The values as the door takes them: a moment with its time zone, no workdays as null, other empty fields left out. */
export function actBody(fields: readonly ActField[], values: ActValues): Record<string, unknown> {
  const body: Record<string, unknown> = {}
  for (const { name, kind } of fields) {
    const value = values[name]
    if (sentEmpty.includes(kind)) body[name] = value ?? null
    else if (kind === 'yes-no') body[name] = value === true
    else if (isEmpty(value)) continue
    else body[name] = kind === 'moment' ? new Date(String(value)).toISOString() : value
  }
  return body
}

const said = (name: string): ActField => ({ name, kind: 'paragraph', needed: true })

/** The forms of joint handling; a test compares them with the contract. */
export const jointForms = {
  ask: [
    { name: 'departmentId', kind: 'department', needed: true },
    said('asked'),
    { name: 'workdays', kind: 'workdays', needed: false },
  ],
  reply: [said('reply')],
  decline: [said('reason')],
  withdraw: [said('reason')],
  parent: [{ name: 'parentCode', kind: 'case-code', needed: true }],
  unlink: [said('reason')],
  meeting: [
    { name: 'heldAt', kind: 'moment', needed: true },
    { name: 'place', kind: 'line', needed: true },
    { name: 'departmentIds', kind: 'departments', needed: true },
    said('conclusions'),
    { name: 'tasks', kind: 'paragraph', needed: false },
  ],
} as const satisfies Record<string, readonly ActField[]>
export type JointForm = keyof typeof jointForms

/** One reply of the host and its co-hosts: a section for each, the host's own first and still to be written. */
export function combinedReply(
  host: string,
  replies: readonly { department: string; said: string }[],
): string {
  if (replies.length === 0) return ''
  const sections = [`【${host}】\n`, ...replies.map(({ department, said }) => `【${department}】\n${said}`)]
  return sections.join('\n\n')
}
