import type { Transaction } from '#base/index.ts'
import { append } from '#ledger/index.ts'
import { type ChangeRow, insertChange } from './breaker.store.ts'
import { type AnyAlgorithmTitle, noticeOf, type TellRoles } from './tell-of-change.ts'

/** What a change of a breaker needs beside the database: names for people, and the way to tell them. */
export interface ChangeParts<Named extends AnyAlgorithmTitle = AnyAlgorithmTitle> {
  algorithms: readonly Named[]
  tellRoles?: TellRoles | undefined
}

/** Writes a change: history, ledger, and messages to those who have to know, in one transaction. */
export async function recordChange(tx: Transaction, parts: ChangeParts, change: ChangeRow): Promise<void> {
  const id = await insertChange(tx, change)
  const { algorithm, department, modelVersion, before, after, because, facts, by } = change
  await append(tx, [
    {
      kind: 'breaker.changed',
      subject: `algorithm:${algorithm}`,
      body: { change: id, algorithm, department, modelVersion, before, after, because, facts, by },
    },
  ])
  await parts.tellRoles?.(tx, noticeOf(change, parts.algorithms))
}
