import type { z } from 'zod'
import type { Language } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { aiLabelOf } from '#kernel/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import { rehearseOne } from './act-on-one.ts'
import type { BulkCase, BulkPreview, previewBulk } from './bulk.contract.ts'
import { selectCodes } from './bulk.store.ts'
import { causeOf, causeView } from './cause.view.ts'
import { checkWanted } from './start-bulk.ts'

/** As many as leave connections to others. */
const atOnce = 3

/**
 * What would become of each case, by a rehearsal of the very act. Nothing is written.
 * @throws cases.bulk-incomplete
 */
export async function rehearseBulk(
  loop: CaseLoop,
  actor: Actor,
  asked: { bulk: z.output<typeof previewBulk>; language: Language },
): Promise<BulkPreview> {
  const { bulk, language } = asked
  const { cases, ...wanted } = bulk
  checkWanted(wanted)
  const codes = await selectCodes(
    loop.database,
    cases.map(one => one.caseId),
    actor.scope,
  )
  const items: BulkPreview['items'] = []
  const judge = async (one: BulkCase): Promise<BulkPreview['items'][number]> => {
    const { made, error } = await rehearseOne(loop, actor, { wanted, one })
    const followed = made?.action === 'dispatch' && made.decisionId !== null ? made : null
    return {
      caseId: one.caseId,
      code: codes.get(one.caseId) ?? null,
      departmentId: followed?.body.departmentId ?? null,
      decisionId: followed?.decisionId ?? null,
      label: followed?.decisionId ? aiLabelOf(followed.decisionId) : null,
      cause: causeView(error && causeOf(error, 'do'), language),
    }
  }
  for (let place = 0; place < cases.length; place += atOnce)
    items.push(...(await Promise.all(cases.slice(place, place + atOnce).map(judge))))
  return { able: items.filter(one => one.cause === null).length, items }
}
