import { inTransaction } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { kernelError } from '../kernel.errors.ts'
import { endStage } from './begin-stage.ts'
import { recordRegister } from './record-register.ts'
import { claimEntry, endInForce, lockEntry } from './register.store.ts'
import { algorithmOf, type RegisterParts } from './register-parts.ts'

/**
 * Takes an algorithm off the register: from now on it does not run, and its stage ends with what came of it.
 * @throws kernel.unknown-algorithm, kernel.register-not-in-force
 */
export async function endRegistration(
  parts: RegisterParts,
  { algorithm, reason }: { algorithm: string; reason: string },
  by: Pick<Actor, 'id'>,
): Promise<void> {
  const { id } = algorithmOf(parts, algorithm)
  await inTransaction(parts.database, async tx => {
    await claimEntry(tx, id)
    const entry = await lockEntry(tx, id, 'in-force')
    if (!entry) throw kernelError('kernel.register-not-in-force')
    await endStage(tx, parts, { algorithm: id, at: new Date() })
    await endInForce(tx, id)
    await recordRegister(tx, { algorithm: id, version: entry.version, act: 'ended', by: by.id, reason })
  })
  parts.breakers.forget()
}
