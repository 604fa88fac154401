import type { z } from 'zod'
import type { Actor } from '#identity/index.ts'
import type { caseCounts } from './case.contract.ts'
import { countStates } from './case-list.store.ts'
import type { CaseLoop } from './case-loop.ts'
import { type CaseState, caseStates } from './case-words.contract.ts'

/** How many cases of the actor's scope stand in each state; every state is named, also with none. */
export async function countCasesByState(loop: CaseLoop, actor: Actor): Promise<z.input<typeof caseCounts>> {
  const rows = await countStates(loop.database, actor.scope)
  const found = new Map(rows.map(row => [row.state, row]))
  const states = Object.fromEntries(caseStates.map(state => [state, found.get(state)?.count ?? 0]))
  return {
    states: states as Record<CaseState, number>,
    overdue: rows.reduce((sum, row) => sum + row.overdue, 0),
  }
}
