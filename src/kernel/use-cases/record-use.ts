import { baseError, inTransaction, levels, type Transaction, uuidv7 } from '#base/index.ts'
import { type Actor, findPersonByAccount } from '#identity/index.ts'
import { append } from '#ledger/index.ts'
import { hasValidTraining } from './read-training.ts'
import type { NewUse } from './use-case.contract.ts'
import { staffUseError } from './use-case.errors.ts'
import { hindranceToUse, isCheckedEnough } from './use-case.rules.ts'
import { insertUse, lockUseCase } from './use-case.store.ts'
import { departmentOf, todayOf, type UseCaseParts } from './use-case-parts.ts'

async function checkerOf(tx: Transaction, account: string | null, by: Actor): Promise<string | null> {
  if (account === null || account === '') return null
  const person = await findPersonByAccount(tx, account)
  if (!person?.active || person.id === by.id) throw staffUseError('kernel.unknown-checker', { account })
  return person.id
}

/**
 * Records that somebody used a tool under an approved use case: what for, with which data, and whether the output was checked
 * before it went into the work.
 * @throws base.not-found, kernel.use-not-allowed, kernel.use-above-level, kernel.use-unchecked, kernel.unknown-checker
 */
export async function recordUse(
  { database }: Pick<UseCaseParts, 'database'>,
  use: NewUse & { useCaseId: string },
  by: Actor,
): Promise<{ useId: string }> {
  return await inTransaction(database, async tx => {
    const held = await lockUseCase(tx, use.useCaseId)
    if (!held) throw baseError('base.not-found')
    const today = await todayOf(tx)
    const hindrance = hindranceToUse({
      ...{ state: held.state, validUntil: held.valid_until, today },
      ...{ trained: await hasValidTraining(tx, by.id), departmentId: held.department },
      ownDepartmentId: departmentOf(by),
    })
    if (hindrance !== null) throw staffUseError('kernel.use-not-allowed', { hindrance })
    if (levels.indexOf(use.dataLevel) > levels.indexOf(held.data_level))
      throw staffUseError('kernel.use-above-level', { level: held.data_level })
    const checkedBy = await checkerOf(tx, use.checkedBy, by)
    const { used, checked, dataLevel, task } = use
    if (!isCheckedEnough(held.gate, { used, checked, hasSecond: checkedBy !== null }))
      throw staffUseError('kernel.use-unchecked', { gate: held.gate })
    const [id, at] = [uuidv7(), new Date()]
    await insertUse(tx, {
      ...{ id, useCaseId: held.id, person: by.id, at, task, dataLevel, used, checked, checkedBy },
    })
    await append(tx, [
      {
        kind: 'use-case.used',
        subject: `use-case:${held.id}`,
        body: { use: id, by: by.id, level: dataLevel, used, checked, checkedBy },
      },
    ])
    return { useId: id }
  })
}
