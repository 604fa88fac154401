import { baseError, inTransaction } from '#base/index.ts'
import { addDays } from '#city/index.ts'
import type { Actor } from '#identity/index.ts'
import { append, commitment } from '#ledger/index.ts'
import { longestDays, type UseCaseDecision, type UseCaseState } from './use-case.contract.ts'
import { staffUseError } from './use-case.errors.ts'
import { lockUseCase, saveDecision, saveWithdrawn } from './use-case.store.ts'
import { todayOf, type UseCaseParts } from './use-case-parts.ts'

/**
 * A security officer approves a use case until a day, with conditions, or refuses it with a reason; never the own request.
 * @throws base.not-found, kernel.use-case-own, kernel.use-case-decided, kernel.use-case-until
 */
export async function decideUseCase(
  { database }: Pick<UseCaseParts, 'database'>,
  decision: UseCaseDecision & { useCaseId: string },
  by: Pick<Actor, 'id'>,
): Promise<{ state: UseCaseState }> {
  const { useCaseId, conditions } = decision
  const validUntil = decision.approve ? decision.validUntil : null
  return await inTransaction(database, async tx => {
    const held = await lockUseCase(tx, useCaseId)
    if (!held) throw baseError('base.not-found')
    if (held.requested_by === by.id) throw staffUseError('kernel.use-case-own')
    if (held.state !== 'requested') throw staffUseError('kernel.use-case-decided')
    const today = await todayOf(tx)
    const latest = addDays(today, longestDays)
    if (validUntil !== null && (validUntil <= today || validUntil > latest))
      throw staffUseError('kernel.use-case-until', { latest })
    const state = decision.approve ? ('approved' as const) : ('refused' as const)
    await saveDecision(tx, useCaseId, { state, by: by.id, at: new Date(), conditions, validUntil })
    await append(tx, [
      {
        kind: `use-case.${state}`,
        subject: `use-case:${useCaseId}`,
        body: {
          ...{ by: by.id, until: validUntil, risk: held.risk, gate: held.gate },
          commitment: commitment(held.salt, conditions).toString('hex'),
        },
      },
    ])
    return { state }
  })
}

/**
 * Takes a use case back: the one who asked, or a security officer at any time. From then on no use is recorded under it.
 * @throws base.not-found, kernel.use-case-decided
 */
export async function withdrawUseCase(
  { database, permissions }: UseCaseParts,
  useCaseId: string,
  by: Actor,
): Promise<{ state: UseCaseState }> {
  return await inTransaction(database, async tx => {
    const held = await lockUseCase(tx, useCaseId)
    const own = held?.requested_by === by.id
    if (!held || !(own || permissions.permits(by, 'use-cases:approve'))) throw baseError('base.not-found')
    if (held.state !== 'requested' && held.state !== 'approved')
      throw staffUseError('kernel.use-case-decided')
    await saveWithdrawn(tx, useCaseId)
    await append(tx, [
      { kind: 'use-case.withdrawn', subject: `use-case:${useCaseId}`, body: { by: by.id, was: held.state } },
    ])
    return { state: 'withdrawn' as const }
  })
}
