import type { z } from 'zod'
import { baseError, within } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { selectCase } from '../case.store.ts'
import { isOnlyOwn } from '../case.view.ts'
import type { CaseLoop } from '../case-loop.ts'
import type { mergedTogether } from '../repeats.contract.ts'
import { resourceOf } from '../transition.ts'
import { countMembers } from './candidate.store.ts'
import { selectMembers } from './merge.store.ts'

const most = 200

/**
 * The cases that are handled as one with this one. Who else complained is the office's affair: the citizen whose case it is
 * learns of nobody.
 * @throws base.not-found as `readCase`, and for the citizen.
 */
export async function listMembers(
  loop: CaseLoop,
  actor: Actor,
  caseId: string,
): Promise<z.input<typeof mergedTogether>> {
  const { database, permissions } = loop
  const reach = async (id: string) => {
    const found = await selectCase(database, { caseId: id, scope: actor.scope })
    const seen = found && permissions.permits(actor, 'cases:read', resourceOf(found))
    if (!seen || isOnlyOwn(actor, found)) throw baseError('base.not-found')
    return found
  }
  const asked = await reach(caseId)
  const lead = asked.merged_into === null ? asked : await reach(asked.merged_into)
  const [rows, counts] = await Promise.all([
    selectMembers(database, actor.scope, { leadId: lead.id, limit: most }),
    countMembers(database, [lead.id]),
  ])
  const [l3, l4] = [within('L3', actor.scope.level), within('L4', actor.scope.level)]
  return {
    lead: { caseId: lead.id, code: lead.code },
    people: 1 + (counts.get(lead.id) ?? 0),
    members: rows.map(row => ({
      caseId: row.id,
      code: row.code,
      state: row.state,
      reportedAt: row.reported_at.toISOString(),
      mergedAt: row.merged_at?.toISOString() ?? null,
      reporterName: l3 ? row.reporter_name : null,
      excerpt: l4 ? row.excerpt : null,
      rating: row.rating,
    })),
  }
}
