import { Readable } from 'node:stream'
import { type Download, inTransaction, type Language } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { append } from '#ledger/index.ts'
import type { ContentPurpose } from '../kernel.contract.ts'
import type { DocumentFormat } from '../label/label.contract.ts'
import { writeDocument } from '../label/write-document.ts'
import { readTrace, type TraceParts } from './read-trace.ts'
import { traceReport } from './trace.contract.ts'
import { traceDocument } from './trace-document.ts'

/**
 * The logic trace report of a decision as a labelled file. What goes out is on record before it goes.
 * @throws kernel.decision-not-found
 */
export async function exportTrace(
  parts: TraceParts,
  actor: Actor,
  wanted: {
    decisionId: string
    purpose?: ContentPurpose | undefined
    format: DocumentFormat
    language: Language
  },
): Promise<Download> {
  const { format, language, decisionId, purpose } = wanted
  const report = traceReport.parse(await readTrace(parts, actor, wanted))
  const { label, subject } = report.record
  const labelling = { entry: label.aigc, words: label, language }
  const written = await writeDocument(traceDocument(report, language), { format, labelling })
  await inTransaction(parts.database, tx =>
    append(tx, [
      {
        kind: 'decision.trace-exported',
        subject,
        body: { decision: decisionId, by: actor.id, format, purpose: purpose ?? null },
      },
    ]),
  )
  const { content, contentType, header } = written
  return {
    download: true,
    name: `${decisionId}.${format}`,
    contentType,
    headers: { aigc: header },
    bytes: content.length,
    body: async range => Readable.from([range ? content.subarray(range.start, range.end + 1) : content]),
  }
}
