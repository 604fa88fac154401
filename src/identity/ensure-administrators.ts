import { type Database, inTransaction } from '#base/index.ts'
import { commandLineActor } from './actors.ts'
import { createPeople } from './create-people.ts'
import type { Role } from './identity.contract.ts'
import { generatePassword } from './password.rules.ts'
import type { NewPerson } from './person.contract.ts'
import { selectPeople } from './person.store.ts'

export interface FirstAdministrators {
  accounts: string[]
  /** The first password of all three; each changes it and enrols a second factor before anything else. */
  password: string
}

const first: readonly { account: string; name: string; role: Role }[] = [
  { account: 'system', name: '系统管理员', role: 'system-administrator' },
  { account: 'security', name: '安全管理员', role: 'security-administrator' },
  { account: 'audit', name: '审计管理员', role: 'audit-administrator' },
]

/**
 * Makes the three administrators in a database that has no security administrator.
 * @returns what to show once, or undefined when somebody was there already.
 * @throws identity.password-refused when the given password is too weak.
 */
export async function ensureAdministrators(
  database: Database,
  givenPassword: string | undefined,
): Promise<FirstAdministrators | undefined> {
  const password = givenPassword ?? generatePassword()
  const made = await inTransaction(database, async tx => {
    const present = await selectPeople(tx, { role: 'security-administrator', limit: 1 })
    if (present.length > 0) return false
    const people: NewPerson[] = first.map(({ account, name, role }) => ({
      account,
      name,
      roles: [role],
      departmentId: null,
      regionIds: [],
      level: 'L2',
    }))
    await createPeople(tx, { people, password, mustChangePassword: true }, commandLineActor)
    return true
  })
  return made ? { accounts: first.map(one => one.account), password } : undefined
}
