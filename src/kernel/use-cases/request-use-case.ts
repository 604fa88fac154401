import { freshBytes, inTransaction, uuidv7 } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { append, commitment } from '#ledger/index.ts'
import type { NewUseCase } from './use-case.contract.ts'
import { staffUseError } from './use-case.errors.ts'
import { refusalOf, weigh } from './use-case.rules.ts'
import { insertUseCase } from './use-case.store.ts'
import type { UseCaseParts } from './use-case-parts.ts'

/**
 * Asks that a generative tool may be used for something. What no approval could allow is refused at once, with the rule.
 * @throws kernel.use-case-refused
 */
export async function requestUseCase(
  { database }: Pick<UseCaseParts, 'database'>,
  wanted: NewUseCase,
  by: Pick<Actor, 'id'>,
): Promise<{ useCaseId: string }> {
  const refusal = refusalOf(wanted)
  if (refusal !== null) throw staffUseError('kernel.use-case-refused', { refusal })
  const { prohibited: _, ...facts } = wanted
  const { risk, gate, harm } = weigh(wanted)
  const [id, salt, at] = [uuidv7(), freshBytes(16), new Date()]
  return await inTransaction(database, async tx => {
    await insertUseCase(tx, { ...facts, harm, id, salt, risk, gate, by: by.id, at })
    await append(tx, [
      {
        kind: 'use-case.requested',
        subject: `use-case:${id}`,
        body: {
          ...{ by: by.id, place: facts.toolPlace, department: facts.departmentId, level: facts.dataLevel },
          ...{ harm, risk, gate },
          commitment: commitment(salt, {
            title: facts.title,
            purpose: facts.purpose,
            tool: facts.tool,
          }).toString('hex'),
        },
      },
    ])
    return { useCaseId: id }
  })
}
