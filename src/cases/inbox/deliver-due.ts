import { asCatalogueError, baseError, type Database, sendMail, sendWebhook } from '#base/index.ts'
import type { CitySnapshot } from '#city/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import { composeDelivery } from './compose-delivery.ts'
import { isAway, isFinal, nextTry, quietUntil } from './delivery.rules.ts'
import { type HeldDelivery, holdDeliveries, letGo, markFailed, markSent, putOff } from './delivery.store.ts'
import type { ContactChannel } from './outside.contract.ts'
import { nothingOutside, type Outside, offeredBy } from './outside.ts'
import type { Words } from './template.rules.ts'
import { selectSetting } from './template.store.ts'
import { readWording } from './wording.ts'

const atOnce = 50
const together = 5
/** Longer than all of a batch can take: ten groups of at most 20 seconds. */
const holdSeconds = 300
/** How long a channel rests whose other side is not there. */
const restMilliseconds = 30_000

interface Sending {
  database: Database
  outside: Outside
  city: CitySnapshot
  wording: (template: string, language: 'zh' | 'en') => Words
}

async function sendOne(held: HeldDelivery, { outside, city, wording }: Sending): Promise<void> {
  const { id, address } = held
  const composed = composeDelivery(held, { words: wording(held.template, held.language), city, outside })
  if (address === null) throw baseError('base.mail-address-refused')
  if (held.channel === 'email' && outside.mail)
    return await sendMail(outside.mail, {
      id,
      to: address,
      subject: composed.title,
      text: composed.text,
      unsubscribeUrl: composed.optOut || undefined,
    })
  if (held.channel === 'sms' && outside.sms) {
    const text = `${composed.title}\n${composed.text}`
    const body = JSON.stringify({ id, to: address, text, template: held.template, language: held.language })
    await sendWebhook({ ...outside.sms, id, body, openedNetworks: outside.webhookNetworks })
  }
}

/** Sends one and writes down what came of it. @returns the cause when it failed. */
async function deliver(held: HeldDelivery, sending: Sending): Promise<string | null> {
  try {
    await sendOne(held, sending)
  } catch (error) {
    // A fault of our own is kept like one of the other side: the delivery must not be tried for ever, nor be lost.
    const { code, details } = asCatalogueError(error)
    const { status, reason } = details
    const nextTryAt = isFinal(code, details) ? null : nextTry(held.tries, new Date())
    await markFailed(sending.database, held.id, { cause: code, details: { status, reason }, nextTryAt })
    return code
  }
  await markSent(sending.database, held.id)
  return null
}

/** Sends a batch, some together. Where none of some got through because nobody was there, the rest waits. */
async function deliverBatch(
  batch: readonly HeldDelivery[],
  sending: Sending,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  for (let place = 0; place < batch.length; place += together) {
    const group = batch.slice(place, place + together)
    const causes = await Promise.all(group.map(one => deliver(one, sending)))
    const away = causes.every(cause => cause !== null && isAway(cause))
    if (!away && !signal?.aborted) continue
    const rest = batch.slice(place + together).map(one => one.id)
    await letGo(sending.database, rest, away ? new Date(Date.now() + restMilliseconds) : null)
    return false
  }
  return true
}

/**
 * Sends what is due of a channel, batch by batch, until nothing is or the other side is away. Several processes may: each
 * delivery is held by one. What a killed process held is sent again, with the same id.
 */
export async function deliverDue(
  loop: Pick<CaseLoop, 'database' | 'city' | 'outside'>,
  channel: ContactChannel,
  signal?: AbortSignal,
): Promise<void> {
  const { database, outside = nothingOutside } = loop
  if (!offeredBy(outside)[channel]) return
  for (let goesOn = true; goesOn && !signal?.aborted; ) {
    const city = await loop.city.snapshot()
    if (channel === 'sms') {
      const { quiet_from: from, quiet_until: until } = await selectSetting(database)
      const quiet = from !== null && until !== null ? { from, until } : null
      const morning = quietUntil(new Date(), quiet, city.calendar.timeZone)
      if (morning) await putOff(database, channel, morning)
    }
    const batch = await holdDeliveries(database, { channel, limit: atOnce, seconds: holdSeconds })
    if (batch.length === 0) return
    const wording = await readWording(database)
    goesOn = await deliverBatch(batch, { database, outside, city, wording }, signal)
  }
}
