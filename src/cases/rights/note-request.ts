import { type Transaction, uuidv7 } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { append } from '#ledger/index.ts'
import { insertRequest } from './person.store.ts'

/** Records who asked for somebody's data or their erasure, why, and what came of it, with its ledger entry. */
export async function noteRequest(
  tx: Transaction,
  actor: Actor,
  about: { kind: 'export' | 'erase'; reason: string; cases: number; done: boolean },
): Promise<void> {
  const id = uuidv7()
  await insertRequest(tx, { id, at: new Date(), actor: actor.id, actor_name: actor.name, ...about })
  const { kind, cases, done } = about
  await append(tx, [
    { kind: `case.person-${kind}`, subject: `request:${id}`, body: { by: actor.id, cases, done } },
  ])
}
