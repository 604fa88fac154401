import type { Transaction } from '#base/index.ts'
import { append } from '#ledger/index.ts'
import { deleteSecondFactor, deleteSessions } from './credential.store.ts'
import type { Actor } from './identity.contract.ts'
import { identityError } from './identity.errors.ts'
import { lockPerson, updatePerson } from './person.store.ts'

/** Lets a person enrol anew, e.g. after a lost phone; signs the person out. @throws identity.unknown-person */
export async function resetSecondFactor(tx: Transaction, personId: string, by: Actor): Promise<void> {
  const person = await lockPerson(tx, personId)
  if (!person) throw identityError('identity.unknown-person')
  await deleteSecondFactor(tx, personId)
  await deleteSessions(tx, personId)
  await updatePerson(tx, person)
  await append(tx, [{ kind: 'person.second-factor-reset', subject: personId, body: { by: by.id } }])
}
