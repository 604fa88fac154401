import { type Kysely, sql } from 'kysely'
import { type Handle, sealText, type Transaction } from '#base/index.ts'
import type { KernelTables } from '../kernel.tables.ts'
import type { AlarmState } from './alarm.contract.ts'
import type { GuardException } from './exception.rules.ts'

const tables = (handle: Handle): Kysely<KernelTables> => handle.withTables<KernelTables>()

export interface NewAlarm {
  id: string
  reportedAt: Date
  reportedBy: string
  decisionId: string
  algorithm: string
  claim: string
  about: string
  from: number
  to: number
  words: string
  excerpt: string
  why: string
}

/** Writes an alarm with its words sealed; false when the same place was reported before. */
export async function insertAlarm(tx: Transaction, alarm: NewAlarm): Promise<boolean> {
  const made = await tables(tx)
    .insertInto('kernel.alarm')
    .values({
      id: alarm.id,
      reported_at: alarm.reportedAt,
      reported_by: alarm.reportedBy,
      decision_id: alarm.decisionId,
      algorithm: alarm.algorithm,
      claim: alarm.claim,
      about: alarm.about,
      place_from: alarm.from,
      place_to: alarm.to,
      words: sealText(alarm.words),
      excerpt: sealText(alarm.excerpt),
      why: sealText(alarm.why),
    })
    .onConflict(conflict => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return made !== undefined
}

const exceptionFacts = [
  'exception.id as exception_id',
  'exception.effect',
  'exception.words as exception_words',
  'exception.before',
  'exception.began_at',
  'exception.ended_at',
] as const

/** Alarms newest first; `before` is the id of the last of the page before. */
export async function selectAlarms(
  handle: Handle,
  filter: { state?: AlarmState | undefined; before?: string | undefined; limit: number },
) {
  let query = tables(handle)
    .selectFrom('kernel.alarm as alarm')
    .leftJoin('kernel.guard_exception as exception', 'exception.alarm_id', 'alarm.id')
    .selectAll('alarm')
    .select(exceptionFacts)
    .orderBy('alarm.id', 'desc')
    .limit(filter.limit)
  if (filter.state) query = query.where('alarm.state', '=', filter.state)
  if (filter.before) query = query.where('alarm.id', '<', filter.before)
  return await query.execute()
}

export type AlarmRow = Awaited<ReturnType<typeof selectAlarms>>[number]

/** One alarm, locked against a second ruling when a transaction asks. */
export async function selectAlarm(tx: Transaction, id: string) {
  return await tables(tx)
    .selectFrom('kernel.alarm')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

export async function countOpenAlarms(handle: Handle): Promise<number> {
  const row = await tables(handle)
    .selectFrom('kernel.alarm')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('state', '=', 'open')
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

export async function settleAlarm(
  tx: Transaction,
  id: string,
  ruling: { state: 'upheld' | 'rejected'; by: string; reason: string },
): Promise<void> {
  await tables(tx)
    .updateTable('kernel.alarm')
    .set({ state: ruling.state, ruled_by: ruling.by, ruled_at: sql`now()`, ruling: sealText(ruling.reason) })
    .where('id', '=', id)
    .execute()
}

export interface NewException extends GuardException {
  alarmId: string
  sample: string
}

export async function insertException(tx: Transaction, one: NewException): Promise<void> {
  await tables(tx)
    .insertInto('kernel.guard_exception')
    .values({
      id: one.id,
      alarm_id: one.alarmId,
      effect: one.effect,
      about: one.about,
      words: one.words === null ? null : sealText(one.words),
      before: one.before === null ? null : sealText(one.before),
      sample: sealText(one.sample),
      began_at: sql`clock_timestamp()`,
    })
    .execute()
}

/** Exceptions in force, with the sentences they are tested on. */
export async function selectExceptions(handle: Handle) {
  return await tables(handle)
    .selectFrom('kernel.guard_exception')
    .select(['id', 'alarm_id', 'effect', 'about', 'words', 'before', 'sample'])
    .where('ended_at', 'is', null)
    .where(({ or, eb }) => or([eb('words', 'is not', null), eb('before', 'is not', null)]))
    .orderBy('id')
    .execute()
}

/** A word that changes whenever the exceptions in force do. */
export async function exceptionState(handle: Handle): Promise<string> {
  const { rows } = await sql<{ state: string }>`
    select count(*) || '/' || count(*) filter (where ended_at is null and (words is not null or before is not null)) ||
           '/' || coalesce(max(id::text), '') as state
      from kernel.guard_exception`.execute(handle)
  return rows[0]!.state
}

/** Ends an exception; undefined when there is none in force under this id. */
export async function endException(tx: Transaction, id: string, by: string): Promise<string | undefined> {
  const row = await tables(tx)
    .updateTable('kernel.guard_exception')
    .set({ ended_at: sql`now()`, ended_by: by })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .returning('alarm_id')
    .executeTakeFirst()
  return row?.alarm_id
}

/** Upheld alarms with their words, oldest first, for training rows. */
export async function selectUpheld(handle: Handle) {
  return await tables(handle)
    .selectFrom('kernel.alarm')
    .selectAll()
    .where('state', '=', 'upheld')
    .where('excerpt', 'is not', null)
    .orderBy('id')
    .execute()
}

/**
 * Empties what alarms about a subject's decisions hold of what was said. Their exceptions by words end with it, as they
 * would keep the words; that a ruling was made stays.
 */
export async function eraseAlarmContent(tx: Transaction, subject: string): Promise<void> {
  await sql`
    update kernel.guard_exception as exception
       set words = null, sample = null, ended_at = coalesce(ended_at, now()), ended_by = coalesce(ended_by, 'erased')
      from kernel.alarm as alarm, kernel.decision as decision
     where decision.subject = ${subject} and alarm.decision_id = decision.id and exception.alarm_id = alarm.id
       and exception.before is null`.execute(tx)
  await sql`
    update kernel.guard_exception as exception set sample = null
      from kernel.alarm as alarm, kernel.decision as decision
     where decision.subject = ${subject} and alarm.decision_id = decision.id and exception.alarm_id = alarm.id`.execute(
    tx,
  )
  await sql`
    update kernel.alarm as alarm set words = null, excerpt = null, why = null
      from kernel.decision as decision
     where decision.subject = ${subject} and alarm.decision_id = decision.id`.execute(tx)
}
