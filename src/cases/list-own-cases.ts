import type { z } from 'zod'
import type { Actor } from '#identity/index.ts'
import type { ownCases } from './case.contract.ts'
import { summaryView } from './case.view.ts'
import { selectCases, selectFollowUpCodes } from './case-list.store.ts'
import type { CaseLoop } from './case-loop.ts'

const most = 200

/** What a person reported as a citizen, newest first, whatever else the person may see. */
export async function listOwnCases(loop: CaseLoop, actor: Actor): Promise<z.input<typeof ownCases>> {
  if (actor.kind !== 'person') return { items: [] }
  const scope = { ...actor.scope, departments: [], regions: [], own: actor.id }
  const page = { filter: { reporterPersonId: actor.id }, after: null, limit: most }
  const { rows } = await selectCases(loop.database, scope, page)
  const codes = await selectFollowUpCodes(
    loop.database,
    rows.map(row => row.id),
  )
  return { items: rows.map(row => ({ ...summaryView(row, actor), followUpCode: codes.get(row.id) ?? null })) }
}
