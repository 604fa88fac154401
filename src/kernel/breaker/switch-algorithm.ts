import { type Database, inTransaction } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { kernelError } from '../kernel.errors.ts'
import { every } from './cut.rules.ts'
import type { BreakerHolder } from './hold-breakers.ts'
import { type ChangeParts, recordChange } from './record-change.ts'
import { deleteSwitch, insertSwitch, lockSwitch, saveAsked } from './switch.store.ts'

interface Parts extends ChangeParts {
  database: Database
  breakers: Pick<BreakerHolder, 'forget'>
}

function checkName({ algorithms }: Parts, algorithm: string): void {
  if (algorithm !== every && !algorithms.some(one => one.id === algorithm))
    throw kernelError('kernel.unknown-algorithm', { algorithm })
}

const changeOf = (algorithm: string, by: Pick<Actor, 'id'>) => ({
  algorithm,
  department: every,
  modelVersion: every,
  because: 'by-hand' as const,
  by: by.id,
})

/** Switches one algorithm off by hand, or all AI: in force in every process within two seconds. @throws kernel.unknown-algorithm */
export async function switchAlgorithmOff(
  parts: Parts,
  { algorithm, reason }: { algorithm: string; reason: string },
  by: Pick<Actor, 'id'>,
): Promise<void> {
  checkName(parts, algorithm)
  await inTransaction(parts.database, async tx => {
    if (!(await insertSwitch(tx, { algorithm, by: by.id, reason }))) return
    await recordChange(tx, parts, {
      ...changeOf(algorithm, by),
      before: 'on',
      after: 'off',
      facts: {},
      reason,
    })
  })
  parts.breakers.forget()
}

/**
 * Asks to switch on again what a hand switched off; the second of two different people does it.
 * @throws kernel.not-switched-off, kernel.second-person-required
 */
export async function switchAlgorithmOn(
  parts: Parts,
  { algorithm }: { algorithm: string },
  by: Pick<Actor, 'id'>,
): Promise<'asked' | 'on'> {
  const became = await inTransaction(parts.database, async tx => {
    const row = await lockSwitch(tx, algorithm)
    if (!row) throw kernelError('kernel.not-switched-off', { algorithm })
    if (row.on_asked_by === null) {
      await saveAsked(tx, algorithm, by.id)
      await recordChange(tx, parts, {
        ...changeOf(algorithm, by),
        before: 'off',
        after: 'on-asked',
        facts: {},
      })
      return 'asked'
    }
    if (row.on_asked_by === by.id) throw kernelError('kernel.second-person-required')
    await deleteSwitch(tx, algorithm)
    const facts = { askedBy: row.on_asked_by }
    await recordChange(tx, parts, { ...changeOf(algorithm, by), before: 'off', after: 'on', facts })
    return 'on'
  })
  parts.breakers.forget()
  return became
}
