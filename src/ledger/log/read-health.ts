import type { z } from 'zod'
import type { Handle } from '#base/index.ts'
import type { logHealth, logKey } from '../ledger.contract.ts'
import { verifierKey } from '../note/note.rules.ts'
import { selectSigningKeys } from '../note/signing-key.store.ts'
import { selectWitnesses, type WitnessTrouble } from '../witness/witness.store.ts'
import { countPending, selectCheckpoints, selectHead } from './log.store.ts'

/** A sequencer takes a second; what waits longer than this waits for one that does not run. */
const longestWait = 60_000
const headsShown = 20

/** The keys by which heads are believed, oldest first. */
export async function readLogKeys(handle: Handle): Promise<z.input<typeof logKey>[]> {
  return (await selectSigningKeys(handle)).map(row => ({
    name: row.name,
    keyId: row.id,
    verifierKey: verifierKey({ name: row.name, keyId: row.id, kind: 'log', publicKey: row.public_key }),
    addedAt: row.added_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
  }))
}

/** How the log stands now. */
export async function readLogHealth(handle: Handle, now = new Date()): Promise<z.input<typeof logHealth>> {
  const head = await selectHead(handle)
  const { waiting, since } = await countPending(handle)
  const late = since !== null && now.getTime() - since.getTime() > longestWait
  return {
    state: late ? 'waiting' : head ? 'good' : 'empty',
    origin: head?.origin ?? null,
    size: head?.size ?? 0,
    root: head?.root.toString('base64') ?? null,
    madeAt: head?.made_at.toISOString() ?? null,
    waiting,
    waitingSince: since?.toISOString() ?? null,
    keys: await readLogKeys(handle),
    witnesses: (await selectWitnesses(handle)).map(one => ({
      id: one.id,
      name: one.name,
      size: one.size,
      behind: Math.max(0, (head?.size ?? 0) - one.size),
      answeredAt: one.answered_at?.toISOString() ?? null,
      trouble: one.trouble as WitnessTrouble | null,
    })),
    checkpoints: (await selectCheckpoints(handle, headsShown)).map(one => ({
      size: one.size,
      root: one.root.toString('base64'),
      madeAt: one.made_at.toISOString(),
    })),
  }
}
