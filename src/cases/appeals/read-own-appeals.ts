import type { z } from 'zod'
import { baseError, type Handle } from '#base/index.ts'
import { type CaseRecord, selectCase } from '../case.store.ts'
import type { CaseLoop } from '../case-loop.ts'
import { readableHash } from '../follow-up.ts'
import type { ownAppeals } from './appeal.contract.ts'
import { type Appealable, hindranceNow } from './appeal.rules.ts'
import { type OwnAppealRow, selectAppealsOf } from './appeal.store.ts'

interface Own {
  rows: OwnAppealRow[]
  standing: Appealable
}

/** The appeals about a case, and what bears on whether one more may be made. */
export async function readOwn(
  handle: Handle,
  record: Pick<CaseRecord, 'id' | 'decision_id' | 'erased_at'>,
): Promise<Own> {
  const rows = await selectAppealsOf(handle, record.id)
  const standing = {
    decided: record.decision_id !== null,
    erased: record.erased_at !== null,
    open: rows.filter(row => row.outcome === null).length,
    made: rows.length,
  }
  return { rows, standing }
}

/** What whoever holds the code reads. */
export function appealsView({ rows, standing }: Own): z.input<typeof ownAppeals> {
  return {
    items: rows.map(row => ({
      appealId: row.id,
      kind: row.kind,
      madeAt: row.made_at.toISOString(),
      dueAt: row.due_at.toISOString(),
      outcome: row.outcome,
      decidedAt: row.decided_at?.toISOString() ?? null,
      finding: row.finding,
    })),
    hindrance: hindranceNow(standing),
  }
}

/** A citizen's own appeals by the follow-up code. @throws base.not-found for a code nobody has. */
export async function readOwnAppeals(
  loop: Pick<CaseLoop, 'database'>,
  followUpCode: string,
): Promise<z.input<typeof ownAppeals>> {
  const record = await selectCase(loop.database, { followUpHash: readableHash(followUpCode) })
  if (!record) throw baseError('base.not-found')
  return appealsView(await readOwn(loop.database, record))
}
