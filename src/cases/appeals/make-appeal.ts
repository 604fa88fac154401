import type { z } from 'zod'
import { baseError, freshBytes, inTransaction, uuidv7 } from '#base/index.ts'
import { addBusinessTime } from '#city/index.ts'
import type { Actor } from '#identity/index.ts'
import { plainFacts } from '#kernel/index.ts'
import { append, commitment } from '#ledger/index.ts'
import { selectCase } from '../case.store.ts'
import type { CaseLoop } from '../case-loop.ts'
import { readableHash } from '../follow-up.ts'
import { linesOn, tell } from '../inbox/tell.ts'
import { appealWorkdays, type NewAppeal, type ownAppeals } from './appeal.contract.ts'
import { appealError } from './appeal.errors.ts'
import { hindranceNow } from './appeal.rules.ts'
import { insertAppeal } from './appeal.store.ts'
import { appealsView, readOwn } from './read-own-appeals.ts'

/**
 * A citizen objects to the part AI had in a matter, or asks for a person, by the follow-up code: recorded with its deadline in
 * working days, and told to those who may decide.
 * @throws base.not-found for a code nobody has, cases.no-appeal-now
 */
export async function makeAppeal(
  loop: Pick<CaseLoop, 'database' | 'city'>,
  actor: Actor,
  made: NewAppeal & { followUpCode: string },
): Promise<z.input<typeof ownAppeals>> {
  const { kind, ground, followUpCode } = made
  const hash = readableHash(followUpCode)
  const { calendar } = await loop.city.snapshot()
  return await inTransaction(loop.database, async tx => {
    const record = await selectCase(tx, { followUpHash: hash })
    if (!record) throw baseError('base.not-found')
    const { standing } = await readOwn(tx, record)
    const hindrance = hindranceNow(standing)
    if (hindrance !== null) throw appealError('cases.no-appeal-now', { hindrance })
    const decisionId = record.decision_id!
    const { algorithm } = (await plainFacts(tx, decisionId))!
    const [id, at, salt] = [uuidv7(), new Date(), freshBytes(16)]
    const dueAt = addBusinessTime(at, { workdays: appealWorkdays }, calendar).at
    const written = await insertAppeal(tx, {
      ...{ id, caseId: record.id, decisionId, algorithm, kind, ground, salt, at, dueAt },
      by: actor.id,
    })
    if (!written) throw appealError('cases.no-appeal-now', { hindrance: 'one-open' })
    await append(tx, [
      {
        kind: 'appeal.made',
        subject: `case:${record.id}`,
        body: {
          ...{ appeal: id, decision: decisionId, algorithm, appealKind: kind, by: actor.id },
          due: dueAt.toISOString(),
          commitment: commitment(salt, ground).toString('hex'),
        },
      },
    ])
    await tell(
      tx,
      linesOn('appeal-made').map(line => ({
        audience: 'role:dispatcher' as const,
        template: line.key,
        caseId: record.id,
        actor: actor.id,
      })),
    )
    return appealsView(await readOwn(tx, record))
  })
}
