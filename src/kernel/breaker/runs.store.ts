import { sql } from 'kysely'
import type { Handle } from '#base/index.ts'
import type { BreakerKey } from './breaker.store.ts'
import { none } from './cut.rules.ts'

/** One run as it was kept. */
export interface KeptRun {
  recordedAt: Date
  modelVersion: string | null
  outcome: string
  confidence: number | null
  milliseconds: number
  attacked: boolean
  checks: readonly { says: string }[]
  input: unknown
}

/** Runs older than this say nothing of today. */
const daysBack = 90

/** The newest runs of an algorithm, newest first, with what went in where it was not erased. */
export async function selectNewestRuns(handle: Handle, algorithm: string, limit: number): Promise<KeptRun[]> {
  const { rows } = await sql<KeptRun>`
    with newest as materialized (
      select id, recorded_at, model_version, outcome, confidence, duration_ms from kernel.decision
       where algorithm = ${algorithm} and recorded_at > now() - make_interval(days => ${daysBack})
       order by recorded_at desc, id desc limit ${limit})
    select newest.recorded_at as "recordedAt", newest.model_version as "modelVersion", newest.outcome,
           newest.confidence, newest.duration_ms as milliseconds, coalesce(guard.attack_flagged, false) as attacked,
           coalesce(guard.checks, '[]'::jsonb) as checks, content.input
      from newest
      left join kernel.guard_record guard
        on guard.recorded_at = newest.recorded_at and guard.decision_id = newest.id
      left join kernel.decision_content content
        on content.recorded_at = newest.recorded_at and content.decision_id = newest.id
     order by newest.recorded_at desc, newest.id desc`.execute(handle)
  return rows
}

/** How many decisions of an algorithm with one model version people have dealt with since a moment. */
export async function countSettled(
  handle: Handle,
  of: Pick<BreakerKey, 'algorithm' | 'modelVersion'> & { since: Date },
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from kernel.breaker_signal
     where algorithm = ${of.algorithm} and model_version = ${of.modelVersion} and settled_at > ${of.since}`.execute(
    handle,
  )
  return rows[0]!.count
}

/** The newest verdicts on an algorithm with one model version in every department, oldest first. */
export async function selectVerdicts(
  handle: Handle,
  of: Pick<BreakerKey, 'algorithm' | 'modelVersion'> & { after: Date | null; limit: number },
) {
  const { rows } = await sql<{
    overridden: boolean
    blind: boolean
    evidenceOpened: boolean | null
    seconds: number | null
  }>`
    select overridden, blind, evidence_opened as "evidenceOpened", seconds from (
      select * from kernel.breaker_signal
       where algorithm = ${of.algorithm} and model_version = ${of.modelVersion}
         and (${of.after}::timestamptz is null or settled_at > ${of.after}::timestamptz)
       order by settled_at desc, decision_id desc limit ${of.limit}) as newest
     order by settled_at, decision_id`.execute(handle)
  return rows
}

/** When people were last told of a signal that cuts nothing off. */
export async function selectToldAt(handle: Handle, key: BreakerKey, because: string): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`
    select max(recorded_at) as at from kernel.breaker_change
     where algorithm = ${key.algorithm} and department = ${key.department} and model_version = ${key.modelVersion}
       and after = 'signal' and because = ${because}`.execute(handle)
  return rows[0]!.at
}

/** The model version that an algorithm runs with now: that of its newest run which says one. */
export function versionOf(runs: readonly Pick<KeptRun, 'modelVersion'>[]): string {
  return runs.find(run => run.modelVersion !== null)?.modelVersion ?? none
}
