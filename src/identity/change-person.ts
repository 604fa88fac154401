import type { Transaction } from '#base/index.ts'
import { append } from '#ledger/index.ts'
import { deleteSessions } from './credential.store.ts'
import type { Actor } from './identity.contract.ts'
import { identityError } from './identity.errors.ts'
import type { Person, PersonChange } from './person.contract.ts'
import { rolesConflict } from './person.rules.ts'
import { findPerson, lockPerson, updatePerson } from './person.store.ts'
import { revokeTokens } from './token.store.ts'

/**
 * Changes a person. Who is deactivated is signed out and loses the tokens at once.
 * @throws identity.unknown-person, identity.own-roles, identity.stale-person, identity.roles-conflict
 */
export async function changePerson(
  tx: Transaction,
  { personId, change }: { personId: string; change: PersonChange },
  by: Actor,
): Promise<Person> {
  // The policies say the same; a second lock on this door costs nothing.
  if (by.id === personId) throw identityError('identity.own-roles')
  const present = await lockPerson(tx, personId)
  if (!present) throw identityError('identity.unknown-person')
  const { version, ...wanted } = change
  if (version !== present.version) throw identityError('identity.stale-person', { version: present.version })
  const roles = wanted.roles ? [...new Set(wanted.roles)] : present.roles
  if (rolesConflict(roles)) throw identityError('identity.roles-conflict')
  const given = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined))
  const next: Person = { ...present, ...given, roles }
  await updatePerson(tx, next)
  if (!next.active && present.active) {
    await deleteSessions(tx, personId)
    await revokeTokens(tx, { personId })
  }
  await append(tx, [
    { kind: 'person.changed', subject: personId, body: { by: by.id, ...recorded(present, next) } },
  ])
  return (await findPerson(tx, personId))!
}

// The name is personal: the record says that it changed, not to what.
function recorded(before: Person, after: Person) {
  return {
    roles: { before: before.roles, after: after.roles },
    departmentId: { before: before.departmentId, after: after.departmentId },
    regionIds: { before: before.regionIds, after: after.regionIds },
    level: { before: before.level, after: after.level },
    active: { before: before.active, after: after.active },
    nameChanged: before.name !== after.name,
  }
}
