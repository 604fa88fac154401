import type { z } from 'zod'
import { within } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import type { CaseState } from '../case-words.contract.ts'
import type { supervisionFilter, supervisionList } from './supervision.contract.ts'
import { selectListed } from './supervision.store.ts'
import { supervisionFacts } from './supervision.view.ts'

const listed = 200

/** Supervised cases in the actor's scope. */
export async function listSupervisions(
  loop: Pick<CaseLoop, 'database'>,
  actor: Actor,
  filter: z.output<typeof supervisionFilter>,
): Promise<z.input<typeof supervisionList>> {
  const rows = await selectListed(loop.database, actor.scope, { show: filter.show, limit: listed })
  const reads = within('L4', actor.scope.level)
  return {
    items: rows.map(row => ({
      ...supervisionFacts(row),
      caseId: row.case_id,
      code: row.code,
      caseState: row.case_state as CaseState,
      departmentId: row.department_id,
      subject: reads ? row.subject : null,
      demand: reads ? row.demand : null,
    })),
    count: rows[0]?.total ?? 0,
  }
}
