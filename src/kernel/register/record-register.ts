import type { Transaction } from '#base/index.ts'
import { append, type Json } from '#ledger/index.ts'
import { insertRegisterChange } from './register.store.ts'

/** Writes what was done with the register: history and ledger, in the transaction of the act. */
export async function recordRegister(
  tx: Transaction,
  change: {
    algorithm: string
    version: number | null
    act: string
    by: string
    facts?: { readonly [key: string]: Json }
    reason?: string
  },
): Promise<void> {
  const { algorithm, version, act, by, facts = {}, reason } = change
  const id = await insertRegisterChange(tx, { algorithm, version, act, by, facts, reason })
  await append(tx, [
    {
      kind: `register.${act}`,
      subject: `algorithm:${algorithm}`,
      body: { change: id, algorithm, version, by, facts: facts as Json },
    },
  ])
}
