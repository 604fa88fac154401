import { createHash } from 'node:crypto'
import { momentOf, type Transaction, uuidv7 } from '#base/index.ts'
import { append, canonicalJson, type Json } from '#ledger/index.ts'
import type { RedteamReport } from './redteam.contract.ts'
import { insertRun } from './redteam.store.ts'

/** Keeps a run with its entry in the ledger: figures, suites by their hashes, and the hash of the whole report. */
export async function recordRun(
  tx: Transaction,
  report: RedteamReport,
  startedBy: string,
): Promise<{ id: string; entryId: string }> {
  const id = uuidv7()
  const [entryId] = await append(tx, [
    {
      kind: 'guard.redteam-run',
      subject: `redteam:${id}`,
      body: {
        run: id,
        target: report.target.id,
        version: report.target.version,
        model: report.target.modelVersion,
        by: startedBy,
        seed: report.seed,
        attacks: report.caught.total,
        caught: report.caught.hits,
        controls: report.alarmed.total,
        alarmed: report.alarmed.hits,
        suites: report.suites.map(one => ({ suite: one.suite, version: one.version, sha256: one.sha256 })),
        report: createHash('sha256')
          .update(canonicalJson(report as unknown as Json))
          .digest('hex'),
      },
    },
  ])
  await insertRun(tx, { id, recordedAt: momentOf(id), startedBy, entryId: entryId!, report })
  return { id, entryId: entryId! }
}
