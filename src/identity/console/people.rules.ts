import { isBlank } from '#base/text.contract.ts'
import type { Role } from '#identity/identity.contract.ts'
import type { NewPerson, Person, PersonChange } from '#identity/person.contract.ts'
import type { Token } from '#identity/token.contract.ts'

/** The form of a person, new or old. */
export interface PersonForm {
  account: string
  name: string
  roles: Role[]
  departmentId: string | null
  regionIds: string[]
  level: Person['level']
}

export const emptyPerson: PersonForm = {
  account: '',
  name: '',
  roles: [],
  departmentId: null,
  regionIds: [],
  level: 'L3',
}

/** The form as it stands for a person. */
export function formOf(person: Person): PersonForm {
  const { account, name, roles, departmentId, regionIds, level } = person
  return { account, name, roles: [...roles], departmentId, regionIds: [...regionIds], level }
}

const administrators: readonly Role[] = [
  'system-administrator',
  'security-administrator',
  'audit-administrator',
]
const byDepartment: readonly Role[] = ['handler', 'department-lead']

export type PersonFaults = Partial<Record<keyof PersonForm, string>>

/** What is missing or cannot be, as keys of sentences at the fields; the server decides again. */
export function faultsOf(form: PersonForm): PersonFaults {
  const alone = form.roles.some(role => administrators.includes(role)) && form.roles.length > 1
  const twoScopes = form.roles.includes('grid-member') && form.roles.some(role => byDepartment.includes(role))
  const homeless = form.roles.some(role => byDepartment.includes(role)) && !form.departmentId
  const placeless = form.roles.includes('grid-member') && form.regionIds.length === 0
  return {
    ...(/^[\p{L}\p{N}][\p{L}\p{N}._-]{1,63}$/u.test(form.account)
      ? {}
      : { account: 'identity:fault.account' }),
    ...(isBlank(form.name) ? { name: 'identity:fault.name' } : {}),
    ...(form.roles.length === 0 ? { roles: 'identity:fault.no-role' } : {}),
    ...(twoScopes ? { roles: 'identity:fault.two-scopes' } : {}),
    ...(alone ? { roles: 'identity:fault.alone' } : {}),
    ...(homeless ? { departmentId: 'identity:fault.department' } : {}),
    ...(placeless ? { regionIds: 'identity:fault.region' } : {}),
  }
}

/** The person as the server takes it. */
export function newPersonOf(form: PersonForm): NewPerson {
  return { ...form, account: form.account.trim(), name: form.name.trim() }
}

/** Only what differs from the person as it was read, with the version that was read; null when nothing differs. */
export function changeOf(person: Person, form: PersonForm): PersonChange | null {
  const { account: _, ...was } = formOf(person)
  const { account: __, ...now } = form
  const same = (a: unknown, b: unknown) => {
    const plain = (value: unknown) => JSON.stringify(Array.isArray(value) ? value.toSorted() : value)
    return plain(a) === plain(b)
  }
  const changed = Object.entries(now).filter(([key, value]) => !same(value, was[key as keyof typeof was]))
  return changed.length === 0 ? null : { version: person.version, ...Object.fromEntries(changed) }
}

/** How a token stands. */
export function tokenState(token: Pick<Token, 'revokedAt' | 'expiresAt'>, now: number) {
  if (token.revokedAt !== null) return 'revoked' as const
  return Date.parse(token.expiresAt) <= now ? ('expired' as const) : ('valid' as const)
}

const neverByToken = new Set([
  'people:edit',
  'rights:person',
  'tokens:own',
  'tokens:any',
  'sessions:own',
  'partners:edit',
  'levels:edit',
  'incidents:handle',
  'register:approve',
  'appeals:decide',
  'use-cases:approve',
])

/** The actions a token of this person can have: what the roles allow, without what manages people, their data, tokens and keys. */
export function tokenActionsOf(actions: readonly string[]): string[] {
  return actions.filter(action => !neverByToken.has(action))
}
