import { asCatalogueError, sendMail, uuidv7 } from '#base/index.ts'
import type { CitySnapshot } from '#city/index.ts'
import {
  type Actor,
  actorOf,
  claimMailChoices,
  findPerson,
  type MailChoice,
  noteMailed,
} from '#identity/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import { isFinal } from './delivery.rules.ts'
import { digestDay, digestMail } from './digest.rules.ts'
import { selectInbox } from './inbox.store.ts'
import { readerOf } from './list-inbox.ts'
import { lowestIdAt } from './message-id.rules.ts'
import { nothingOutside, publicLink } from './outside.ts'
import { fillWords } from './template.rules.ts'
import { valuesOf } from './values.rules.ts'
import { lineOf, readWording } from './wording.ts'

const atOnce = 20
const claimSeconds = 120
/** Between two looks at one person. */
const restSeconds = 10
const failedSeconds = 300
const refusedSeconds = 86_400
/** A transaction that began before may still commit a message with a lower id: it must not be passed over. */
const usuallySettled = 20_000
const mostMessages = 100

type Loop = Pick<CaseLoop, 'database' | 'city' | 'outside'>

export interface Mailing {
  /** By which the day of a digest is told; now unless given. */
  now?: Date
  settledMilliseconds?: number
  signal?: AbortSignal
}

interface Moment {
  /** Messages up to this id. */
  before: string
  today: string | null
  city: CitySnapshot
}

/** The titles of what is new and unread for somebody, oldest first: codes, and no word of what was said. */
async function newTitles(
  loop: Loop,
  actor: Actor,
  of: { choice: MailChoice; before: string; city: CitySnapshot },
) {
  const { choice, before, city } = of
  const { language } = choice
  const page = { show: 'unread' as const, after: before, limit: mostMessages }
  const rows = await selectInbox(loop.database, readerOf(actor), page)
  const wording = await readWording(loop.database)
  const fresh = rows.filter(row => row.id > choice.toldThrough)
  const seen = fresh.filter(row => row.visible ?? (row.case_id === null || lineOf(row.template)?.farewell))
  const titles = seen.map(row => {
    const values = valuesOf({ ...row, subject: null }, row.parameters, { city, language })
    return fillWords(wording(row.template, language), values).title
  })
  return { titles: titles.toReversed(), more: fresh.length === mostMessages }
}

async function tellOne(loop: Loop, choice: MailChoice, { before, today, city }: Moment): Promise<boolean> {
  const { database, outside = nothingOutside } = loop
  const day = choice.way === 'daily' ? today : null
  const done = { through: before, today: day, cause: null, pauseSeconds: restSeconds }
  const person = await findPerson(database, choice.personId)
  const { titles, more } = person?.active
    ? await newTitles(loop, actorOf(person, city), { choice, before, city })
    : { titles: [], more: false }
  if (titles.length === 0 || !outside.mail) {
    await noteMailed(database, choice.personId, done)
    return false
  }
  const link = publicLink(outside, '/inbox')
  try {
    const mail = digestMail({ titles, more, link }, choice.language)
    await sendMail(outside.mail, { id: uuidv7(), to: choice.address, ...mail })
  } catch (error) {
    const { code, details } = asCatalogueError(error)
    const pauseSeconds = isFinal(code, details) ? refusedSeconds : failedSeconds
    const failed = { through: choice.toldThrough, today: null, cause: code, pauseSeconds }
    await noteMailed(database, choice.personId, failed)
    return false
  }
  await noteMailed(database, choice.personId, done)
  return true
}

/**
 * Mails those who chose it what is new in their inbox: at once, or on a workday morning. What could not be sent is sent
 * with the next; each person is looked at by one process.
 * @returns how many mails went out
 */
export async function mailNewMessages(loop: Loop, given: Mailing = {}): Promise<number> {
  if (!loop.outside?.mail) return 0
  const { now = new Date(), settledMilliseconds = usuallySettled, signal } = given
  const city = await loop.city.snapshot()
  const today = digestDay(now, city.calendar)
  let sent = 0
  for (let goesOn = true; goesOn && !signal?.aborted; ) {
    const claimed = await claimMailChoices(loop.database, { today, limit: atOnce, seconds: claimSeconds })
    const before = lowestIdAt(new Date(Date.now() - settledMilliseconds))
    const told = await Promise.all(claimed.map(choice => tellOne(loop, choice, { before, today, city })))
    sent += told.filter(Boolean).length
    goesOn = claimed.length === atOnce
  }
  return sent
}
