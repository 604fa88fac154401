import type { z } from 'zod'
import { type Handle, within } from '#base/index.ts'
import { type Actor, selectPeople } from '#identity/index.ts'
import type { namedPerson } from './kernel.contract.ts'

// One query for the people of a large city; of those beyond it the ids are shown.
const mostPeople = 10_000

/** Who the ids are, as far as they are people and the reader is cleared: the account from L2, the name from L3. */
export async function namePeople(
  handle: Handle,
  ids: readonly string[],
  reader: Actor,
): Promise<z.input<typeof namedPerson>[]> {
  if (!within('L2', reader.scope.level)) return []
  const wanted = new Set(ids)
  const people = await selectPeople(handle, { limit: mostPeople })
  const seesNames = within('L3', reader.scope.level)
  return people
    .filter(one => wanted.has(one.id))
    .map(({ id, account, name }) => ({ id, account, name: seesNames ? name : null }))
}
