import type { z } from 'zod'
import { type Handle, within } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { namePeople } from '../name-people.ts'
import type { omissionPage } from './label.contract.ts'
import { selectOmissions } from './omission.store.ts'

/** Requests for unlabelled content, newest first; who got it and why for who is cleared for internal data. */
export async function listOmissions(
  handle: Handle,
  actor: Actor,
  of: { before?: string | undefined; limit: number },
): Promise<z.input<typeof omissionPage>> {
  const rows = await selectOmissions(handle, { ...of, limit: of.limit + 1 })
  const shown = rows.slice(0, of.limit)
  const people = await namePeople(handle, [...new Set(shown.map(row => row.actor))], actor)
  const accounts = new Map(people.map(one => [one.id, one.account]))
  const cleared = within('L2', actor.scope.level)
  return {
    items: shown.map(row => ({
      omissionId: row.id,
      decisionId: row.decision_id,
      subject: row.subject,
      format: row.format,
      at: row.recorded_at.toISOString(),
      keptUntil: row.kept_until.toISOString(),
      byAccount: accounts.get(row.actor) ?? row.actor,
      receiver: cleared ? row.receiver : null,
      reason: cleared ? row.reason : null,
    })),
    next: rows.length > of.limit ? shown.at(-1)!.id : null,
  }
}
