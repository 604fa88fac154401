import { z } from 'zod'
import { inTransaction, type Job, level, uuidv7 } from '#base/index.ts'
import { systemActor } from '#identity/index.ts'
import { append, leafHash } from '#ledger/index.ts'
import { attachDecisions, selectUnadvised } from './advise.store.ts'
import type { CaseLoop } from './case-loop.ts'
import { draftEvent, eventLeaf } from './event.draft.ts'
import { insertEvents } from './event.store.ts'

const payload = z.object({ caseIds: level('L2', z.array(z.uuid()).min(1).max(1000)) })

/** Name and payload, for those who only send it. */
export const adviseJob = { name: 'cases.advise', payload }

// So many at once are sent by a system, and similar cases are 15 to 40 ms of the database for each of them: at 200 a second
// that alone would take more than two cores.
const handful = 5
// In one transaction; a run that is killed loses no more than these.
const atOnce = 100

/**
 * Asks for dispatch advice on cases that have none and ties it to them with an `advised` event. Safe to run twice: what
 * already has advice, or is closed, is passed over; a decision made by a run that was killed stays as a record.
 */
export async function adviseCases(loop: CaseLoop, caseIds: readonly string[]): Promise<number> {
  const open = await selectUnadvised(loop.database, caseIds)
  if (open.length === 0) return 0
  const inBulk = open.length > handful ? { inBulk: true } : {}
  const made = await loop.kernel.inferMany(
    loop.dispatchAlgorithm,
    open.map(({ id, subject, detail, region_id }) => ({
      subject: `case:${id}`,
      input: { subject, detail, regionId: region_id, ...inBulk },
    })),
    systemActor,
  )
  const ties = open.map(({ id }, index) => {
    const { decisionId, hash } = made[index]!
    return { caseId: id, decisionId, subject: `case:${id}`, hash }
  })
  return await inTransaction(loop.database, async tx => {
    const tied = await attachDecisions(tx, ties, loop.blindShare)
    if (tied.length === 0) return 0
    const at = new Date()
    const drafts = tied.map(one =>
      draftEvent(one.id, one.last_seq, {
        type: 'advised',
        at,
        actor: systemActor,
        departmentId: one.department_id,
        fromState: one.state,
        toState: one.state,
        decisionId: one.decision_id,
      }),
    )
    await insertEvents(tx, drafts)
    const leaves = drafts.map(eventLeaf)
    const id = uuidv7()
    await append(tx, [
      leaves.length === 1
        ? { id, kind: 'case.advised', subject: `case:${tied[0]!.id}`, body: leaves[0]! }
        : {
            id,
            kind: 'case.batch-advised',
            subject: `batch:${id}`,
            body: { count: leaves.length, digest: leafHash(leaves).toString('hex') },
          },
    ])
    return tied.length
  })
}

/** The job behind every report that came without advice. */
export function adviseCasesJob(loop: CaseLoop): Job<z.output<typeof payload>> {
  return {
    ...adviseJob,
    batch: 20,
    run: async payloads => {
      const caseIds = payloads.flatMap(one => one.caseIds)
      for (let done = 0; done < caseIds.length; done += atOnce)
        await adviseCases(loop, caseIds.slice(done, done + atOnce))
    },
  }
}
