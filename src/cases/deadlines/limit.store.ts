import { sql } from 'kysely'
import type { Handle, Transaction } from '#base/index.ts'
import type { LimitDuration, LimitRule, LimitUnit } from '../limits.contract.ts'

interface Row {
  id: string
  category_id: string | null
  urgency: LimitRule['urgency']
  department_id: string | null
  handling_amount: number
  handling_unit: LimitUnit
  response_amount: number | null
  response_unit: LimitUnit | null
  valid_from: string
  valid_to: string | null
}

function ruleOf(row: Row): LimitRule {
  const { response_amount: amount, response_unit: unit } = row
  return {
    id: row.id,
    categoryId: row.category_id,
    urgency: row.urgency,
    departmentId: row.department_id,
    handling: { amount: row.handling_amount, unit: row.handling_unit },
    response: amount === null || unit === null ? null : { amount, unit },
    validFrom: row.valid_from,
    validTo: row.valid_to,
  }
}

// As text: the driver would make a local midnight of the process's own time zone of a date.
const columns = sql`id, category_id, urgency, department_id, handling_amount, handling_unit, response_amount, response_unit,
  to_char(valid_from, 'YYYY-MM-DD') as valid_from, to_char(valid_to, 'YYYY-MM-DD') as valid_to`

/** All rules, also those that are over and those to come. */
export async function selectLimits(handle: Handle): Promise<LimitRule[]> {
  const { rows } = await sql<Row>`
    select ${columns} from cases.limit_rule
     order by category_id nulls first, urgency nulls first, department_id nulls first, valid_from`.execute(
    handle,
  )
  return rows.map(ruleOf)
}

/** Writes a rule. @returns false when there is one for the same from the same day. */
export async function insertLimit(tx: Transaction, rule: LimitRule & { by: string }): Promise<boolean> {
  const { handling, response } = rule as { handling: LimitDuration; response: LimitDuration | null }
  const { rows } = await sql`
    insert into cases.limit_rule (id, category_id, urgency, department_id, handling_amount, handling_unit,
           response_amount, response_unit, valid_from, created_by)
    values (${rule.id}, ${rule.categoryId}, ${rule.urgency}, ${rule.departmentId}, ${handling.amount}, ${handling.unit},
           ${response?.amount ?? null}, ${response?.unit ?? null}, ${rule.validFrom}, ${rule.by})
    on conflict do nothing returning id`.execute(tx)
  return rows.length === 1
}

/** Ends a rule on a day, not before it began. @returns the rule as it now is; undefined when there is none to end. */
export async function closeLimit(
  tx: Transaction,
  end: { id: string; validTo: string },
): Promise<LimitRule | undefined> {
  const { rows } = await sql<Row>`
    update cases.limit_rule set valid_to = ${end.validTo}
     where id = ${end.id} and valid_to is null and valid_from <= ${end.validTo}
    returning ${columns}`.execute(tx)
  return rows[0] && ruleOf(rows[0])
}
