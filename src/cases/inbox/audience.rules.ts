import type { Actor } from '#identity/index.ts'
import type { Whom } from './message-line.ts'

/** Everybody a message is for, as one word that is stored and looked up. */
export type Audience = `${'department' | 'lead' | 'above' | 'region' | 'role' | 'person'}:${string}`

/** The audiences somebody belongs to: the person, the roles, and the desk. */
export function audiencesOf(actor: Pick<Actor, 'id' | 'roles' | 'departmentId' | 'desk'>): Audience[] {
  const { id, roles, departmentId, desk = { departments: [], regions: [] } } = actor
  const leads = roles.includes('department-lead') ? desk.departments : []
  return [
    `person:${id}`,
    ...roles.map(role => `role:${role}` as const),
    ...desk.departments.map(department => `department:${department}` as const),
    ...leads.map(one => (one === departmentId ? (`lead:${one}` as const) : (`above:${one}` as const))),
    ...desk.regions.map(region => `region:${region}` as const),
  ]
}

interface Standing {
  department_id: string | null
  region_id: string | null
}

/** What decides who is meant: the case before and after, and who dispatched it, null when that is nobody any more. */
export interface About {
  before: Standing
  after: Standing
  dispatcher: string | null
  /** The department the event is about. */
  department: string | null
  /** Whom the event gives the case to. */
  assignee?: string | null
}

const named = (
  kind: 'department' | 'lead' | 'above' | 'region' | 'person',
  id: string | null,
): Audience | null => (id === null ? null : `${kind}:${id}`)

/** The audience of a message about a case; null when there is nobody, and for citizens, who are told in another way as well. */
export function audienceOf(whom: Whom, about: About): Audience | null {
  const { before, after, dispatcher, department, assignee = null } = about
  switch (whom) {
    case 'department':
      return named('department', after.department_id)
    case 'former-department':
      return before.department_id === after.department_id ? null : named('department', before.department_id)
    case 'event-department':
      return named('department', department)
    case 'lead-above':
      return named('above', after.department_id)
    case 'lead':
      return named('lead', after.department_id)
    case 'region':
      return named('region', after.region_id)
    case 'assignee':
      return named('person', assignee)
    case 'dispatcher':
      return named('person', dispatcher) ?? 'role:dispatcher'
    case 'dispatchers':
      return 'role:dispatcher'
    case 'leaders':
      return 'role:leader'
    case 'citizen':
    case 'named':
      return null
  }
}
