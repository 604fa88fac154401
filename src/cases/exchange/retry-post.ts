import { type Database, inTransaction } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { append } from '#ledger/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import { actorOfPartner } from './admit-post.ts'
import { incomingError } from './incoming.errors.ts'
import { mapText } from './incoming.rules.ts'
import {
  discardPostRow,
  selectDoor,
  selectIncoming,
  selectPost,
  selectPostBody,
  upsertCasePost,
} from './incoming.store.ts'
import { reportPost } from './report-post.ts'
import { summaryOf } from './take-post.ts'

/**
 * Maps a post that was kept again, as the mapping is now; it is a case in the name of its system.
 * @throws cases.unknown-post, cases.unknown-incoming, cases.post-not-mappable
 */
export async function retryPost(
  loop: CaseLoop,
  postId: string,
  by: Pick<Actor, 'id'>,
): Promise<{ state: 'case'; code: string }> {
  const { database } = loop
  const post = await selectPost(database, { postId })
  const body = await selectPostBody(database, postId)
  if (post?.state !== 'kept' || body === undefined) throw incomingError('cases.unknown-post')
  const door = await selectDoor(database, post.webhook_id)
  const shown = (await selectIncoming(database)).find(one => one.id === post.webhook_id)
  if (!door || !shown) throw incomingError('cases.unknown-incoming')
  const { case: said, faults } = mapText(door.mapping, body)
  if (!said) throw incomingError('cases.post-not-mappable', { summary: summaryOf(faults) })
  const actor = actorOfPartner(door.partner_id, shown.partner_name)
  const mapped = { id: post.id, webhookId: door.id, key: post.key, digest: post.digest }
  const recorded = await reportPost(loop, actor, { ...mapped, partnerId: door.partner_id, case: said })
  await inTransaction(database, async tx => {
    if (recorded.repeated) await upsertCasePost(tx, mapped, recorded.caseId)
    const subject = `incoming-post:${postId}`
    await append(tx, [{ kind: 'incoming-post.mapped', subject, body: { by: by.id } }])
  })
  return { state: 'case', code: recorded.code }
}

/** Discards a post that was kept, and what it says. @throws cases.unknown-post */
export async function discardPost(
  database: Database,
  postId: string,
  by: Pick<Actor, 'id'>,
): Promise<{ state: 'discarded'; code: null }> {
  return await inTransaction(database, async tx => {
    if (!(await discardPostRow(tx, postId))) throw incomingError('cases.unknown-post')
    await append(tx, [
      { kind: 'incoming-post.discarded', subject: `incoming-post:${postId}`, body: { by: by.id } },
    ])
    return { state: 'discarded', code: null }
  })
}
