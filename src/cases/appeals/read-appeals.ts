import type { z } from 'zod'
import { baseError } from '#base/index.ts'
import { type Actor, selectNames } from '#identity/index.ts'
import { clearanceFor } from '../case.view.ts'
import type { CaseLoop } from '../case-loop.ts'
import type { CaseState } from '../case-words.contract.ts'
import type { appeal, appealList } from './appeal.contract.ts'
import { reviewHindranceOf } from './appeal.rules.ts'
import { type AppealRow, type AppealsWanted, selectAppeals } from './appeal.store.ts'

const listed = 200

type Reads = Pick<CaseLoop, 'database' | 'permissions'>

/** What of an appeal bears on who decides. */
export const sidesOf = (row: AppealRow) => ({
  deciders: row.deciders,
  reporter: row.reporter_person_id,
  departmentId: row.department_id,
})

function viewOf(
  row: AppealRow,
  given: { actor: Actor; permitted: boolean; names: ReadonlyMap<string, string | null> },
): z.input<typeof appeal> {
  const { actor, permitted, names } = given
  const { l3, l4 } = clearanceFor(actor, row)
  const hindrance = permitted ? reviewHindranceOf(actor, sidesOf(row)) : null
  return {
    appealId: row.id,
    caseId: row.case_id,
    code: row.code,
    subject: l4 ? row.subject : null,
    state: row.state as CaseState,
    departmentId: row.department_id,
    categoryId: row.category_id,
    decisionId: row.decision_id,
    algorithm: row.algorithm,
    kind: row.kind,
    ground: l4 ? row.ground : null,
    madeAt: row.made_at.toISOString(),
    dueAt: row.due_at.toISOString(),
    overdue: row.overdue,
    outcome: row.outcome,
    finding: l4 ? row.finding : null,
    decidedAt: row.decided_at?.toISOString() ?? null,
    decidedByName: l3 ? (names.get(row.decided_by ?? '') ?? null) : null,
    correctedDepartmentId: row.corrected_department_id,
    correctedCategoryId: row.corrected_category_id,
    mayDecide: permitted && row.outcome === null && hindrance === null,
    hindrance,
  }
}

async function viewsOf({ database, permissions }: Reads, actor: Actor, wanted: AppealsWanted) {
  const rows = await selectAppeals(database, actor.scope, wanted)
  const deciders = [...new Set(rows.flatMap(row => row.decided_by ?? []))]
  const people = await selectNames(database, deciders)
  const names = new Map(people.map(one => [one.id, one.name]))
  const permitted = permissions.permits(actor, 'appeals:decide')
  return {
    items: rows.map(row => viewOf(row, { actor, permitted, names })),
    count: rows[0]?.total ?? 0,
  }
}

/** Appeals about cases in scope: open ones by their deadline, or those decided, newest first. */
export async function listAppeals(
  loop: Reads,
  actor: Actor,
  state: 'open' | 'decided',
): Promise<z.input<typeof appealList>> {
  return await viewsOf(loop, actor, { open: state === 'open', limit: listed })
}

/** One appeal. @throws base.not-found when it is not there or its case not in scope. */
export async function readAppeal(loop: Reads, actor: Actor, id: string): Promise<z.input<typeof appeal>> {
  const { items } = await viewsOf(loop, actor, { id })
  if (!items[0]) throw baseError('base.not-found')
  return items[0]
}
