import { sql } from 'kysely'
import type { Handle } from '#base/index.ts'

/** What the kernel keeps of a decision and of its verdict, as an auditor would look it up. */
export async function readDecision(handle: Handle, decisionId: string) {
  const { rows } = await sql<{ verdict: string | null; outcome: string; subject: string }>`
    select settlement.verdict, decision.outcome, decision.subject
      from kernel.decision decision left join kernel.settlement settlement on settlement.decision_id = decision.id
     where decision.id = ${decisionId}::uuid`.execute(handle)
  return rows[0]!
}

/** What people did with a decision, oldest first. */
export async function readActs(handle: Handle, decisionId: string) {
  return await sql<{ act: string; verdict: string | null; actor: string; blind: boolean }>`
    select act, verdict, actor, blind from kernel.act where decision_id = ${decisionId}::uuid order by id`.execute(
    handle,
  )
}
