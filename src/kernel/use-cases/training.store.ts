import { sql } from 'kysely'
import type { Handle, Transaction } from '#base/index.ts'
import type { Drawn } from './draw-questions.rules.ts'

/** One attempt of a person at a time: two tabs do not count as one. */
export async function claimTraining(tx: Transaction, person: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('kernel:training:' || ${person}, 0))`.execute(tx)
}

/** How many attempts somebody began since a moment. */
export async function countAttempts(handle: Handle, person: string, since: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from kernel.training_attempt
     where person = ${person} and begun_at >= ${since}`.execute(handle)
  return rows[0]!.count
}

/** Keeps an attempt that begins. */
export async function insertAttempt(
  tx: Transaction,
  one: { id: string; person: string; version: string; drawn: readonly Drawn[]; at: Date },
): Promise<void> {
  await sql`
    insert into kernel.training_attempt (id, person, course_version, drawn, begun_at)
    values (${one.id}, ${one.person}, ${one.version}, ${JSON.stringify(one.drawn)}, ${one.at})`.execute(tx)
}

/** An attempt of a person, held. */
export async function lockAttempt(tx: Transaction, id: string, person: string) {
  const { rows } = await sql<{
    drawn: Drawn[]
    begun_at: Date
    ended_at: Date | null
    course_version: string
  }>`
    select drawn, begun_at, ended_at, course_version from kernel.training_attempt
     where id = ${id} and person = ${person} for update`.execute(tx)
  return rows[0]
}

/** Ends an attempt. */
export async function endAttempt(
  tx: Transaction,
  id: string,
  end: { at: Date; right: number; passed: boolean },
): Promise<void> {
  await sql`
    update kernel.training_attempt set ended_at = ${end.at}, right_answers = ${end.right}, passed = ${end.passed}
     where id = ${id}`.execute(tx)
}

/** When somebody last passed the course of this version; null when never. */
export async function selectPassedAt(handle: Handle, person: string, version: string): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`
    select max(ended_at) as at from kernel.training_attempt
     where person = ${person} and course_version = ${version} and passed`.execute(handle)
  return rows[0]!.at
}
