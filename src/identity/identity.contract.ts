import { z } from 'zod'
import { type Level, level, levels } from '#base/level.contract.ts'

/** Roles of the product. System, security and audit administrators are three different people (等保三级 三权分立). */
export const roles = [
  'seat',
  'dispatcher',
  'handler',
  'department-lead',
  'grid-member',
  'leader',
  'citizen',
  'analyst',
  'data-steward',
  'ai-engineer',
  'system-administrator',
  'security-administrator',
  'audit-administrator',
] as const
export const role = level('L2', z.enum(roles))
export type Role = (typeof roles)[number]

/**
 * What rows a person may see, as every list query takes it. A row is in scope when its department and its region are,
 * or when it is the person's own. Fields above `level` are masked. Empty lists see nothing: it fails closed.
 */
export interface Scope {
  departments: 'all' | readonly string[]
  regions: 'all' | readonly string[]
  /** The person whose own rows are also visible; null for nobody. */
  own: string | null
  level: Level
}

/** Who acts. A visitor is somebody not signed in; system is the product's own jobs, acting for nobody. */
export interface Actor {
  kind: 'person' | 'visitor' | 'system'
  /** Person id; `visitor` and `system` for the other kinds. */
  id: string
  account: string
  name: string
  roles: readonly Role[]
  departmentId: string | null
  scope: Scope
  /** Departments and regions whose cases the person works on; a scope may show more than that. */
  desk?: Desk
  /** Set for an API token: nothing beyond these actions, whatever the roles allow. */
  limitedTo?: readonly string[]
  /** What must be done before anything else is allowed. */
  pending?: Pending
  fictional?: boolean
  /** The session this came from; absent for tokens. */
  sessionId?: string
}

export interface Desk {
  departments: readonly string[]
  regions: readonly string[]
}

export interface Pending {
  changePassword: boolean
  enrolSecondFactor: boolean
}

export const session = z.object({
  signedIn: level('L1', z.boolean()),
  personId: level('L2', z.string().nullable()),
  account: level('L2', z.string().nullable()),
  name: level('L3', z.string().nullable()),
  roles: z.array(role),
  departmentId: level('L2', z.string().nullable()),
  level: level('L2', z.enum(levels)),
  /** Actions the person's roles allow at all: the console shows by them what can be done; the server decides again. */
  actions: level('L2', z.array(z.string())),
  mustChangePassword: level('L2', z.boolean()),
  mustEnrolSecondFactor: level('L2', z.boolean()),
  fictional: level('L2', z.boolean()),
  /** Whether the sign-in page offers single sign-on. */
  singleSignOn: level('L1', z.boolean()),
})
export type Session = z.infer<typeof session>
