import { type Database, inTransaction } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { append } from '#ledger/index.ts'
import type { IncomingMapping } from './incoming.contract.ts'
import { incomingError } from './incoming.errors.ts'
import { selectDoor, updateMapping } from './incoming.store.ts'

/** Changes where the fields are. @throws cases.unknown-incoming, cases.mapping-changed */
export async function changeMapping(
  database: Database,
  given: { id: string; mapping: IncomingMapping; version: number },
  by: Pick<Actor, 'id'>,
): Promise<{ version: number }> {
  return await inTransaction(database, async tx => {
    if (!(await selectDoor(tx, given.id))) throw incomingError('cases.unknown-incoming')
    const version = await updateMapping(tx, given)
    if (version === undefined) throw incomingError('cases.mapping-changed')
    const subject = `incoming-webhook:${given.id}`
    await append(tx, [{ kind: 'incoming-webhook.mapping-changed', subject, body: { by: by.id, version } }])
    return { version }
  })
}
