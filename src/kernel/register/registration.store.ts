import { sql } from 'kysely'
import type { Handle } from '#base/index.ts'
import type { Gate, Risk } from '../kernel.contract.ts'
import type { Stage } from './register.contract.ts'
import type { Registration } from './standing.rules.ts'

/** What the register says of every algorithm that is in force: one small look, before every inference and use. */
export async function selectRegistrations(handle: Handle): Promise<Registration[]> {
  const { rows } = await sql<{
    algorithm: string
    risk: Risk
    gate: Gate
    expiresAt: Date
    carriedOver: boolean
    stage: Stage | null
    departments: string[] | null
  }>`
    select e.algorithm, e.risk, e.gate, e.expires_at as "expiresAt", e.carried_over as "carriedOver", s.stage, s.departments
      from kernel.register_entry e
      left join kernel.register_stage s on s.algorithm = e.algorithm and s.ended_at is null
     where e.state = 'in-force'`.execute(handle)
  return rows.map(({ stage, departments, ...entry }) => ({
    ...entry,
    stage: stage === null ? null : { stage, departments: departments ?? [] },
  }))
}
