import { sql } from 'kysely'
import { type Handle, momentOf } from '#base/index.ts'
import type { LeafSource } from '../decision-leaf.ts'
import type { GuardRow } from '../guard/guard.store.ts'

/** A decision as its rows say, and the entry that recorded it. */
export interface RecordedDecision extends LeafSource {
  entryId: string
}

/** A batch is drafted in one go after its entry got its id: thousands take a second. */
const longestDraft = 60_000

interface Row {
  facts: LeafSource['facts'] & { entry_id: string }
  guard: GuardRow | null
}

// One document a row: reading a dozen columns of each took twice as long.
const columns = sql`
  json_build_object('id', decision.id, 'algorithm', decision.algorithm,
    'algorithm_version', decision.algorithm_version, 'model_version', decision.model_version,
    'subject', decision.subject, 'actor', decision.actor, 'outcome', decision.outcome,
    'confidence', decision.confidence, 'level', decision.level, 'entry_id', decision.entry_id,
    'input_commitment', decision.input_commitment, 'output_commitment', decision.output_commitment) as facts,
  case when guard.decision_id is not null then to_json(guard) end as guard`

const withGuard = sql`
  left join kernel.guard_record as guard
    on guard.recorded_at = decision.recorded_at and guard.decision_id = decision.id`

const read = ({ facts, guard }: Row): RecordedDecision => ({
  facts,
  entryId: facts.entry_id,
  // As it was drafted: PostgreSQL writes a moment in JSON with an offset.
  guard: guard && { ...guard, recorded_at: new Date(guard.recorded_at).toISOString() },
})

/** Decisions by their ids; what is not there is left out. */
export async function selectByIds(handle: Handle, ids: readonly string[]): Promise<RecordedDecision[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<Row>`
    select ${columns}
      from unnest(${[...ids]}::uuid[], ${ids.map(momentOf)}::timestamptz[]) as asked (id, at)
      join kernel.decision as decision on decision.recorded_at = asked.at and decision.id = asked.id
      ${withGuard}`.execute(handle)
  return rows.map(read)
}

/** Decisions of one batch, in the order in which they were made. */
export async function selectBatch(
  handle: Handle,
  { id, recordedAt }: { id: string; recordedAt: Date },
): Promise<RecordedDecision[]> {
  const to = new Date(recordedAt.getTime() + longestDraft)
  const { rows } = await sql<Row>`
    select ${columns} from kernel.decision as decision ${withGuard}
     where decision.recorded_at >= ${recordedAt} and decision.recorded_at <= ${to} and decision.entry_id = ${id}
     order by decision.id`.execute(handle)
  return rows.map(read)
}
