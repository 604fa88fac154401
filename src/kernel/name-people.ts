import type { z } from 'zod'
import { type Handle, within } from '#base/index.ts'
import { type Actor, selectNames } from '#identity/index.ts'
import type { namedPerson } from './kernel.contract.ts'

/** Who the ids are, as far as they are people and the reader is cleared: the account from L2, the name from L3. */
export async function namePeople(
  handle: Handle,
  ids: readonly string[],
  reader: Actor,
): Promise<z.input<typeof namedPerson>[]> {
  if (!within('L2', reader.scope.level)) return []
  const seesNames = within('L3', reader.scope.level)
  const people = await selectNames(handle, ids)
  return people.map(({ id, account, name }) => ({ id, account, name: seesNames ? name : null }))
}
