import { createHash } from 'node:crypto'
import { inTransaction, uuidv7 } from '#base/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import { admitPost, type Post } from './admit-post.ts'
import { exchangeError } from './exchange.errors.ts'
import type { IncomingFault } from './incoming.contract.ts'
import { incomingError } from './incoming.errors.ts'
import { mapText } from './incoming.rules.ts'
import { selectPost, upsertCasePost, upsertKeptPost } from './incoming.store.ts'
import { reportPost } from './report-post.ts'

/** What is wrong with a post, for who reads a log. */
export function summaryOf(faults: readonly IncomingFault[]): string {
  return faults.map(({ field, fault }) => `${field} ${fault}`).join('; ')
}

/**
 * Takes what another system posts: once for each of its own ids, else for each `Idempotency-Key`, else for each
 * `webhook-id`. What cannot be mapped is kept.
 * @throws what `admitPost` throws; cases.post-not-mappable; cases.key-of-another-report for other content under a name that
 *   was taken.
 */
export async function takePost(loop: CaseLoop, post: Post): Promise<{ caseCode: string; repeated: boolean }> {
  const { database } = loop
  const { door, callId, actor } = await admitPost(database, post)
  const { case: said, faults } = mapText(door.mapping, post.body)
  const chosen = post.header('idempotency-key')?.trim().slice(0, 200)
  const key =
    said?.externalId != null ? `external:${said.externalId}` : chosen ? `key:${chosen}` : `call:${callId}`
  const digest = createHash('sha256').update(post.body).digest()
  const written = { id: uuidv7(), webhookId: door.id, key, digest }
  const before = await selectPost(database, { webhookId: door.id, key })
  if (before?.state === 'case') {
    if (!before.digest.equals(digest)) throw exchangeError('cases.key-of-another-report')
    return { caseCode: before.code!, repeated: true }
  }
  if (!said) {
    await inTransaction(database, tx => upsertKeptPost(tx, written, { faults, body: post.body }))
    throw incomingError('cases.post-not-mappable', { summary: summaryOf(faults) })
  }
  const recorded = await reportPost(loop, actor, { ...written, partnerId: door.partner_id, case: said })
  // It is here by another way, e.g. as an order with the same id, or somebody was faster.
  if (recorded.repeated) await inTransaction(database, tx => upsertCasePost(tx, written, recorded.caseId))
  return { caseCode: recorded.code, repeated: recorded.repeated }
}
