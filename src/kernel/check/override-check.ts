import { type Database, type Handle, inTransaction, momentOf, uuidv7 } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { append } from '#ledger/index.ts'
import { selectDecision } from '../decision.store.ts'
import type { CheckResult } from '../guard/guard.contract.ts'
import { selectGuardRecord } from '../guard/guard.store.ts'
import { kernelError } from '../kernel.errors.ts'
import { namePeople } from '../name-people.ts'
import { insertOverride, selectOverrides } from './override.store.ts'

/**
 * Lets advice pass a check that was wrong about it. The decision stays as it was made; what is asked next about the same
 * subject passes that check where a person may decide so.
 * @throws kernel.check-not-found, kernel.check-not-overridable, kernel.check-overridden, kernel.person-required
 */
export async function overrideCheck(
  database: Database,
  request: { decisionId: string; check: string; reason: string },
  by: Actor,
): Promise<void> {
  if (by.kind !== 'person') throw kernelError('kernel.person-required')
  await inTransaction(database, async tx => {
    const decision = await selectDecision(tx, request.decisionId)
    const record = decision && (await selectGuardRecord(tx, request.decisionId))
    const result = (record?.checks as CheckResult[] | undefined)?.find(one => one.check === request.check)
    if (!decision || !result || result.says === 'pass') throw kernelError('kernel.check-not-found')
    if (!result.overridable) throw kernelError('kernel.check-not-overridable')
    const id = uuidv7()
    const isFirst = await insertOverride(tx, {
      id,
      recordedAt: momentOf(id),
      decisionId: request.decisionId,
      check: request.check,
      madeBy: by.id,
      reason: request.reason,
    })
    if (!isFirst) throw kernelError('kernel.check-overridden')
    await append(tx, [
      {
        kind: 'decision.check-overridden',
        subject: decision.subject,
        body: { decision: request.decisionId, check: request.check, said: result.says, by: by.id },
      },
    ])
  })
}

/** What was overridden of a decision, by whom and why. */
export async function readOverrides(handle: Handle, decisionId: string, reader: Actor) {
  const rows = await selectOverrides(handle, decisionId)
  const people = await namePeople(
    handle,
    rows.map(row => row.made_by),
    reader,
  )
  return rows.map(row => {
    const found = people.find(one => one.id === row.made_by)
    return {
      check: row.check_name,
      by: found?.name ?? found?.account ?? row.made_by,
      at: row.recorded_at.toISOString(),
      reason: row.reason,
    }
  })
}
