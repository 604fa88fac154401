import { type Download, inTransaction } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { append } from '#ledger/index.ts'
import { provOf } from './prov.rules.ts'
import { readTrace, type TraceParts } from './read-trace.ts'
import { traceReport } from './trace.contract.ts'

/**
 * A decision as PROV-JSON for tools of other houses: commitments and identifiers, never content. Taking it is on record.
 * @throws kernel.decision-not-found
 */
export async function exportProv(parts: TraceParts, actor: Actor, decisionId: string): Promise<Download> {
  const report = traceReport.parse(await readTrace(parts, actor, { decisionId }))
  await inTransaction(parts.database, tx =>
    append(tx, [
      {
        kind: 'decision.prov-exported',
        subject: report.record.subject,
        body: { decision: decisionId, by: actor.id },
      },
    ]),
  )
  return {
    download: true,
    name: `${decisionId}.prov.json`,
    contentType: 'application/json; charset=utf-8',
    body: `${JSON.stringify(provOf(report), null, 1)}\n`,
  }
}
