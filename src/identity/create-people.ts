import { hashPassword } from 'better-auth/crypto'
import { type Transaction, uuidv7 } from '#base/index.ts'
import { append } from '#ledger/index.ts'
import { insertCredentials } from './credential.store.ts'
import type { Actor } from './identity.contract.ts'
import { identityError } from './identity.errors.ts'
import { passwordFault } from './password.rules.ts'
import type { NewPerson, Person } from './person.contract.ts'
import { isAccount, rolesConflict, signInName } from './person.rules.ts'
import { findPerson, findPersonByAccount, insertPeople } from './person.store.ts'

export interface NewPeople {
  people: readonly NewPerson[]
  /** One for all of them; hashed once. */
  password: string
  /** False only for fictional people, whose password is no secret of theirs. */
  mustChangePassword: boolean
  fictional?: boolean
}

/**
 * Makes people with a first password, and their record, in the caller's transaction.
 * @returns their ids, in order.
 * @throws identity.invalid-account, identity.account-taken, identity.roles-conflict, identity.password-refused
 */
export async function createPeople(tx: Transaction, made: NewPeople, by: Actor): Promise<string[]> {
  const rows = made.people.map(person => {
    const account = signInName(person.account)
    if (!isAccount(account)) throw identityError('identity.invalid-account')
    if (rolesConflict(person.roles)) throw identityError('identity.roles-conflict')
    const fault = passwordFault(made.password, account)
    if (fault) throw identityError('identity.password-refused', { fault })
    const { mustChangePassword, fictional = false } = made
    return {
      ...person,
      id: uuidv7(),
      account,
      roles: [...new Set(person.roles)],
      mustChangePassword,
      fictional,
    }
  })
  const passwordHash = await hashPassword(made.password)
  try {
    await insertPeople(tx, rows)
  } catch (error) {
    if ((error as { code?: string }).code === '23505') throw identityError('identity.account-taken')
    throw error
  }
  await insertCredentials(
    tx,
    rows.map(row => ({ personId: row.id, account: row.account, passwordHash })),
  )
  await append(
    tx,
    rows.map(row => ({
      kind: 'person.created',
      subject: row.id,
      body: {
        by: by.id,
        roles: row.roles,
        departmentId: row.departmentId,
        regionIds: row.regionIds,
        level: row.level,
        fictional: row.fictional,
      },
    })),
  )
  return rows.map(row => row.id)
}

/** One person; see createPeople. */
export async function createPerson(
  tx: Transaction,
  made: Omit<NewPeople, 'people'> & { person: NewPerson },
  by: Actor,
): Promise<Person> {
  const [id] = await createPeople(tx, { ...made, people: [made.person] }, by)
  return (await findPerson(tx, id!))!
}

/** The person with this account. @throws identity.unknown-person */
export async function personByAccount(
  tx: Parameters<typeof findPersonByAccount>[0],
  account: string,
): Promise<Person> {
  const person = await findPersonByAccount(tx, signInName(account))
  if (!person) throw identityError('identity.unknown-person')
  return person
}
