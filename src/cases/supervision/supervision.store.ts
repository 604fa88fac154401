import { sql } from 'kysely'
import type { Handle, Transaction } from '#base/index.ts'
import { type Scope, scopeCondition } from '#identity/index.ts'
import { scopeColumns } from '../case.store.ts'
import { sealed } from '../sealed-words.ts'
import type { SupervisionState, saidKinds, supervisionShows } from './supervision.contract.ts'

export interface SupervisionRow {
  id: string
  case_id: string
  state: SupervisionState
  opened_at: Date
  opened_by: string
  due_at: Date | null
  overdue_at: Date | null
  ended_at: Date | null
}

export interface SaidRow {
  supervision_id: string
  kind: (typeof saidKinds)[number]
  at: Date
  actor_name: string
  text: string
}

const columns = sql.raw(
  'supervision.id, supervision.case_id, supervision.state, supervision.opened_at, supervision.opened_by, supervision.due_at, supervision.overdue_at, supervision.ended_at',
)

/** Supervisions of a case, oldest first; whoever changes one holds the case. */
export async function selectSupervisions(handle: Handle, caseId: string): Promise<SupervisionRow[]> {
  const { rows } = await sql<SupervisionRow>`
    select ${columns} from cases.supervision where case_id = ${caseId} order by id`.execute(handle)
  return rows
}

/** What was said in the supervisions of a case, in order. */
export async function selectSaid(handle: Handle, caseId: string): Promise<SaidRow[]> {
  const { rows } = await sql<SaidRow>`
    select said.supervision_id, said.kind, said.at, said.actor_name, said.text
      from cases.supervision_content said join cases.supervision on supervision.id = said.supervision_id
     where supervision.case_id = ${caseId} order by said.supervision_id, said.place`.execute(handle)
  return rows
}

/** Opens a supervision. */
export async function insertSupervision(
  tx: Transaction,
  given: { id: string; caseId: string; at: Date; by: string; dueAt: Date | null },
): Promise<void> {
  await sql`
    insert into cases.supervision (id, case_id, state, opened_at, opened_by, asked_at, due_at)
    values (${given.id}, ${given.caseId}, 'asked', ${given.at}, ${given.by}, ${given.at}, ${given.dueAt})`.execute(
    tx,
  )
}

/** Asks again: a new day until which an answer is awaited, of which nobody has been told. */
export async function updateAsked(
  tx: Transaction,
  given: { id: string; at: Date; dueAt: Date | null },
): Promise<void> {
  await sql`
    update cases.supervision
       set state = 'asked', asked_at = ${given.at}, due_at = ${given.dueAt}, overdue_at = null
     where id = ${given.id}`.execute(tx)
}

/** The answer has come, or it did. */
export async function updateState(
  tx: Transaction,
  given: { id: string; state: 'answered' | 'accepted'; at: Date },
): Promise<void> {
  await sql`
    update cases.supervision
       set state = ${given.state}, ended_at = ${given.state === 'accepted' ? given.at : null}
     where id = ${given.id}`.execute(tx)
}

/** Adds what was demanded or answered. */
export async function insertSaid(tx: Transaction, said: SaidRow): Promise<void> {
  await sql`
    insert into cases.supervision_content (supervision_id, place, kind, at, actor_name, text)
    select ${said.supervision_id}, count(*) + 1, ${said.kind}, ${said.at},
           ${sealed(said.actor_name)}, ${sealed(said.text)}
      from cases.supervision_content where supervision_id = ${said.supervision_id}`.execute(tx)
}

const shows: Record<(typeof supervisionShows)[number], string> = {
  open: `supervision.ended_at is null`,
  overdue: `supervision.ended_at is null and supervision.state = 'asked' and supervision.due_at <= now()`,
  answered: `supervision.ended_at is null and supervision.state = 'answered'`,
  ended: `supervision.ended_at is not null`,
}

export interface ListedRow extends SupervisionRow {
  code: string
  case_state: string
  department_id: string | null
  subject: string | null
  demand: string | null
  total: number
}

/** Supervisions of cases in scope: open ones by their day, ended ones newest first. The own cases of a citizen are none. */
export async function selectListed(
  handle: Handle,
  scope: Scope,
  page: { show: (typeof supervisionShows)[number]; limit: number },
): Promise<ListedRow[]> {
  const order =
    page.show === 'ended' ? 'supervision.id desc' : 'supervision.due_at nulls last, supervision.id'
  const { rows } = await sql<ListedRow>`
    select ${columns}, record.code, record.state as case_state, record.department_id, content.subject,
           (select said.text from cases.supervision_content said
             where said.supervision_id = supervision.id and said.kind = 'demand'
             order by said.place desc limit 1) as demand,
           count(*) over ()::int as total
      from cases.supervision join cases.case_record record on record.id = supervision.case_id
      left join cases.case_content content on content.case_id = record.id
     where ${sql.raw(shows[page.show])} and ${scopeCondition({ ...scope, own: null }, scopeColumns)}
     order by ${sql.raw(order)} limit ${page.limit}`.execute(handle)
  return rows
}

export interface ToldSupervision {
  id: string
  case_id: string
  department_id: string | null
}

/** Marks unanswered supervisions whose day is over as told, once; what another process is at is passed over. */
export async function tellOverdue(tx: Transaction, limit: number): Promise<ToldSupervision[]> {
  const { rows } = await sql<ToldSupervision>`
    with due as (
      select id from cases.supervision where overdue_at is null and state = 'asked' and due_at <= now()
       order by due_at limit ${limit} for update skip locked)
    update cases.supervision set overdue_at = now()
      from due, cases.case_record record
     where supervision.id = due.id and record.id = supervision.case_id
    returning supervision.id, supervision.case_id, record.department_id`.execute(tx)
  return rows
}
