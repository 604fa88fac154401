import type { z } from 'zod'
import { baseError, inTransaction, uuidv7 } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import type { savedViews, ViewPage } from '../board.contract.ts'
import { caseError } from '../case.errors.ts'
import type { CaseLoop } from '../case-loop.ts'
import { deleteView, selectViews, writeView } from './saved-view.store.ts'

type Views = z.input<typeof savedViews>
type Parts = Pick<CaseLoop, 'database'>

const most = 50

/** The filters that the actor named. They are one's own: what a filter finds depends on who asks. */
export async function listViews({ database }: Parts, actor: Actor): Promise<Views> {
  const rows = await selectViews(database, actor.id)
  return { items: rows.map(({ id: viewId, ...view }) => ({ viewId, ...view })) }
}

/**
 * Names a filter; one of the same name is replaced.
 * @throws cases.too-many-views
 */
export async function saveView(
  parts: Parts,
  actor: Actor,
  { page = 'cases', ...view }: { name: string; filter: Record<string, string>; page?: ViewPage },
): Promise<Views> {
  const written = await inTransaction(parts.database, tx =>
    writeView(tx, { id: uuidv7(), personId: actor.id, most, page, ...view }),
  )
  if (!written) throw caseError('cases.too-many-views', { most })
  return await listViews(parts, actor)
}

/**
 * Forgets a named filter.
 * @throws base.not-found for one that is not the actor's.
 */
export async function forgetView(parts: Parts, actor: Actor, viewId: string): Promise<Views> {
  if (!(await deleteView(parts.database, { id: viewId, personId: actor.id })))
    throw baseError('base.not-found')
  return await listViews(parts, actor)
}
