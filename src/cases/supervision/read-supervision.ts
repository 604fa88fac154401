import type { z } from 'zod'
import { baseError } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { selectCase } from '../case.store.ts'
import { isOnlyOwn } from '../case.view.ts'
import type { CaseLoop } from '../case-loop.ts'
import { resourceOf } from '../transition.ts'
import type { caseSupervision } from './supervision.contract.ts'
import { selectSaid, selectSupervisions } from './supervision.store.ts'
import { supervisionView } from './supervision.view.ts'

/**
 * Whether a leader follows a case, what was demanded and answered; the office's own affair, not the citizen's.
 * @throws base.not-found as reading the case, and for the citizen.
 */
export async function readSupervision(
  loop: CaseLoop,
  actor: Actor,
  caseId: string,
): Promise<z.input<typeof caseSupervision>> {
  const record = await selectCase(loop.database, { caseId, scope: actor.scope })
  const permits = (permission: string) =>
    record !== undefined && loop.permissions.permits(actor, permission, resourceOf(record))
  if (!record || !permits('cases:read') || isOnlyOwn(actor, record)) throw baseError('base.not-found')
  const [rows, said] = await Promise.all([
    selectSupervisions(loop.database, caseId),
    selectSaid(loop.database, caseId),
  ])
  const views = rows.map(row => supervisionView(row, said, actor))
  return {
    open: views.find(one => one.endedAt === null) ?? null,
    past: views.filter(one => one.endedAt !== null),
    maySupervise: permits('cases:supervise'),
    mayAnswer: permits('cases:answer-supervision'),
  }
}
