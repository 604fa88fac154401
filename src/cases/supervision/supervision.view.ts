import type { z } from 'zod'
import { within } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import type { supervision } from './supervision.contract.ts'
import type { SaidRow, SupervisionRow } from './supervision.store.ts'

/** What of a supervision stands in every list. */
export function supervisionFacts(row: SupervisionRow) {
  return {
    supervisionId: row.id,
    state: row.state,
    openedAt: row.opened_at.toISOString(),
    dueAt: row.due_at?.toISOString() ?? null,
    overdue: row.overdue_at !== null && row.state === 'asked',
    endedAt: row.ended_at?.toISOString() ?? null,
  }
}

/** A supervision as its reader may see it: names from L3, texts from L4. */
export function supervisionView(
  row: SupervisionRow,
  said: readonly SaidRow[],
  actor: Actor,
): z.input<typeof supervision> {
  const [names, texts] = [within('L3', actor.scope.level), within('L4', actor.scope.level)]
  return {
    ...supervisionFacts(row),
    said: said
      .filter(one => one.supervision_id === row.id)
      .map(one => ({
        kind: one.kind,
        at: one.at.toISOString(),
        actorName: names ? one.actor_name : null,
        text: texts ? one.text : null,
      })),
  }
}
