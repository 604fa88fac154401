import type { Role } from './identity.contract.ts'

export const administratorRoles: readonly Role[] = [
  'system-administrator',
  'security-administrator',
  'audit-administrator',
]

/** The account as it is stored and compared: Unicode form NFKC, trimmed, in lower case. */
export function signInName(account: string): string {
  return account.normalize('NFKC').trim().toLowerCase()
}

/** Accounts: 2 to 64 letters or digits of any script, with `.`, `_`, `-` between them. */
export function isAccount(account: string): boolean {
  return /^[\p{L}\p{N}][\p{L}\p{N}._-]{1,63}$/u.test(account) && signInName(account) === account
}

/** better-auth wants an e-mail address; one under `.invalid` (RFC 2606) can belong to nobody. */
export function emailOf(account: string): string {
  return `${account}@chengshu.invalid`
}

/** True when the roles contain one of the three administrators. */
export function isAdministrator(roles: readonly Role[]): boolean {
  return roles.some(role => administratorRoles.includes(role))
}

/**
 * True when no person may have these roles together. An administrator's role stands alone: the three check one another
 * (等保三级 三权分立), and one who also took cases would see the content that administration is kept away from. A grid
 * member works by place and a department's people by department: both at once would be no single scope.
 */
export function rolesConflict(roles: readonly Role[]): boolean {
  if (isAdministrator(roles)) return new Set(roles).size > 1
  return roles.includes('grid-member') && (roles.includes('handler') || roles.includes('department-lead'))
}

/** What a person must do before anything else. */
export function pendingOf(person: {
  roles: readonly Role[]
  mustChangePassword: boolean
  secondFactorEnrolled: boolean
}): { changePassword: boolean; enrolSecondFactor: boolean } | undefined {
  const enrolSecondFactor = isAdministrator(person.roles) && !person.secondFactorEnrolled
  if (!person.mustChangePassword && !enrolSecondFactor) return undefined
  return { changePassword: person.mustChangePassword, enrolSecondFactor }
}
