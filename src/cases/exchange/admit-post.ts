import { type Database, isSignedWebhook } from '#base/index.ts'
import { type Actor, visitor } from '#identity/index.ts'
import { exchangeError } from './exchange.errors.ts'
import { incomingError } from './incoming.errors.ts'
import { countSignedCall, type IncomingDoor, selectDoor } from './incoming.store.ts'

/** What another system sent to a door. */
export interface Post {
  webhookId: string
  body: string
  header(name: string): string | undefined
}

/** A post that was signed with the secret of its door. */
export interface AdmittedPost {
  door: IncomingDoor
  /** The sender's name of the call. */
  callId: string
  /** Who acts in the system's name. */
  actor: Actor
}

/** Who acts in the name of a system outside. */
export function actorOfPartner(partnerId: string, name: string): Actor {
  const id = `partner:${partnerId}`
  return { ...visitor, id, account: id, name }
}

/**
 * Admits what is signed and counts it with the other calls of its system; what is not signed counts for nobody.
 * @throws cases.post-not-signed, cases.partner-too-many-calls, cases.partner-not-permitted
 */
export async function admitPost(
  database: Database,
  post: Post,
  now: Date = new Date(),
): Promise<AdmittedPost> {
  const { webhookId, body, header } = post
  const callId = header('webhook-id') ?? ''
  const door = await selectDoor(database, webhookId)
  const signed =
    door !== undefined &&
    /^[\x21-\x7e]{1,200}$/.test(callId) &&
    isSignedWebhook(
      {
        secret: door.secret,
        id: callId,
        timestamp: header('webhook-timestamp') ?? '',
        signature: header('webhook-signature') ?? '',
        body,
      },
      now,
    )
  if (!signed) throw incomingError('cases.post-not-signed')
  const seconds = Math.floor(now.getTime() / 1000)
  const row = await countSignedCall(database, door.partner_id, Math.floor(seconds / 60))
  if (!row) throw incomingError('cases.post-not-signed')
  if (row.calls > row.calls_per_minute)
    throw exchangeError('cases.partner-too-many-calls', { seconds: 60 - (seconds % 60) })
  if (!row.rights.includes('report')) throw exchangeError('cases.partner-not-permitted')
  return { door, callId, actor: actorOfPartner(door.partner_id, row.name) }
}
