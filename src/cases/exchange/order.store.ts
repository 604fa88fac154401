import { sql } from 'kysely'
import { type Handle, type Transaction, uuidv7 } from '#base/index.ts'
import type { CaseState } from '../case-words.contract.ts'
import type { CasesTables } from '../cases.tables.ts'
import { replyEvents } from '../reply-events.ts'
import { type SaidRow, saidToCitizen, saidWords } from '../said-to-citizen.store.ts'
import type { Reconciliation } from './exchange.contract.ts'
import type { HeldOrder } from './reconcile.rules.ts'

export interface OrderRow {
  code: string
  state: CaseState
  disposition: string | null
  department_id: string | null
  taken_at: Date
  updated_at: Date
  due_at: Date | null
  closed_at: Date | null
  reply: string | null
}

/** An order by the platform's own id. What was said to the citizen is there once the case is closed. */
export async function selectOrder(
  handle: Handle,
  partnerId: string,
  orderId: string,
): Promise<OrderRow | undefined> {
  const { rows } = await sql<Omit<OrderRow, 'reply'> & { reply: SaidRow | null }>`
    select record.code, record.state, record.disposition, record.department_id, taken.taken_at, record.updated_at,
           record.due_at, record.closed_at,
           case when record.state = 'closed' and record.disposition is distinct from 'withdrawn' then (
             select ${saidToCitizen('said')} from cases.event event
               join cases.event_content said on said.recorded_at = event.recorded_at and said.event_id = event.id
              where event.case_id = record.id and event.type = any(${[...replyEvents]}::text[])
              order by event.seq desc limit 1) end as reply
      from cases.partner_case taken join cases.case_record record on record.id = taken.case_id
     where taken.partner_id = ${partnerId} and taken.external_id = ${orderId}`.execute(handle)
  return rows[0] && { ...rows[0], reply: saidWords(rows[0].reply) }
}

/** Orders of a platform that were taken in a span, and those among the named that were taken at another time. */
export async function selectHeld(
  handle: Handle,
  asked: { partnerId: string; from: string; to: string; orderIds: readonly string[] },
): Promise<HeldOrder[]> {
  const { partnerId, orderIds } = asked
  // As moments: the database knows fewer texts for one than the contract does, e.g. none of the year 0.
  const [from, to] = [new Date(asked.from), new Date(asked.to)]
  const { rows } = await sql<HeldOrder>`
    select taken.external_id as "orderId", record.code as "caseCode", record.state,
           taken.taken_at >= ${from}::timestamptz and taken.taken_at < ${to}::timestamptz as "inSpan"
      from cases.partner_case taken join cases.case_record record on record.id = taken.case_id
     where taken.partner_id = ${partnerId} and taken.external_id is not null
       and ((taken.taken_at >= ${from}::timestamptz and taken.taken_at < ${to}::timestamptz)
            or taken.external_id = any(${[...orderIds]}::text[]))
     order by taken.taken_at, taken.external_id`.execute(handle)
  return rows
}

const keptReports = 30

/** Keeps a report; of each platform the last thirty. */
export async function insertReconciliation(
  tx: Transaction,
  partnerId: string,
  report: Reconciliation,
): Promise<void> {
  await tx
    .withTables<CasesTables>()
    .insertInto('cases.reconciliation')
    .values({ id: uuidv7(), partner_id: partnerId, report: JSON.stringify(report) })
    .execute()
  await sql`
    delete from cases.reconciliation where partner_id = ${partnerId} and id not in (
      select id from cases.reconciliation where partner_id = ${partnerId}
       order by made_at desc, id desc limit ${keptReports})`.execute(tx)
}

/** The last report of each platform. */
export async function selectReconciliations(
  handle: Handle,
): Promise<(Reconciliation & { partnerId: string })[]> {
  const { rows } = await sql<{ partner_id: string; report: Reconciliation }>`
    select distinct on (partner_id) partner_id, report from cases.reconciliation
     order by partner_id, made_at desc, id desc`.execute(handle)
  return rows.map(row => ({ ...row.report, partnerId: row.partner_id }))
}
