import { CatalogueError } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { verbs } from '../action.routes.ts'
import type { CaseLoop } from '../case-loop.ts'
import { openMisdirections } from '../disputes/misdirection.store.ts'
import { type InBulk, Rehearsed } from '../in-bulk.ts'
import { countHeld } from '../inbox/held-notice.store.ts'
import { bodyOf, type OneBody } from './body-of.ts'
import type { BulkCase, BulkWanted } from './bulk.contract.ts'
import { bulkError } from './bulk.errors.ts'
import { leftToSingleWork, stoodOf } from './bulk.rules.ts'
import { markDone } from './bulk.store.ts'

/** One case of a bulk act. */
export interface OneOf {
  bulkId: string
  wanted: BulkWanted
  one: BulkCase
}

/** Another process has done it already; nothing of this try stays. */
export class DoneElsewhere extends Error {}

function take(loop: CaseLoop, actor: Actor, { caseId, made }: { caseId: string; made: OneBody }) {
  if (made.action === 'dispatch') return verbs.dispatch(loop, actor, { caseId, body: made.body })
  if (made.action === 'assign') return verbs.assign(loop, actor, { caseId, body: made.body })
  return verbs.close(loop, actor, { caseId, body: made.body })
}

/** What every case of a bulk act is asked besides, with the case held. */
function admission(made: OneBody): NonNullable<InBulk['admit']> {
  return (_tx, held) => {
    const cause = leftToSingleWork(made.action, held)
    if (cause !== null) throw bulkError(cause)
    // The advice was read before the case was held; which one is tied to it does not count as a version.
    if (made.action === 'dispatch' && made.decisionId !== null && held.decision_id !== made.decisionId)
      throw bulkError('cases.bulk-advice-changed')
  }
}

/**
 * Does one case of a bulk act by the single action, and notes in its transaction that it was done and how the case stood.
 * @throws what the single action throws, why bulk leaves it, DoneElsewhere.
 */
export async function actOnOne(loop: CaseLoop, actor: Actor, of: OneOf): Promise<void> {
  const { bulkId, one } = of
  const { caseId } = one
  const made = await bodyOf(loop, actor, of)
  const admit = admission(made)
  let misdirections: number[] = []
  const inBulk: InBulk = {
    bulkId,
    rehearses: false,
    admit: async (tx, held) => {
      await admit(tx, held)
      misdirections = await openMisdirections(tx, caseId)
    },
    follow: async (tx, step) => {
      const notices = await countHeld(tx, { bulkId, caseId })
      const stood = stoodOf(step, { misdirections, notices })
      if (!(await markDone(tx, { bulkId, caseId }, stood))) throw new DoneElsewhere()
    },
  }
  await take({ ...loop, inBulk }, actor, { caseId, made })
}

/** What would become of one case: asked by the single action itself, of which nothing stays. */
export async function rehearseOne(
  loop: CaseLoop,
  actor: Actor,
  of: Omit<OneOf, 'bulkId'>,
): Promise<{ made: OneBody | null; error: CatalogueError | null }> {
  const { caseId } = of.one
  let made: OneBody | null = null
  try {
    made = await bodyOf(loop, actor, of)
    const inBulk: InBulk = { bulkId: '', rehearses: true, admit: admission(made) }
    await take({ ...loop, inBulk }, actor, { caseId, made })
  } catch (error) {
    if (error instanceof CatalogueError) return { made, error }
    if (!(error instanceof Rehearsed)) throw error
  }
  return { made, error: null }
}
