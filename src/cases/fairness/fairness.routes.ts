import { Readable } from 'node:stream'
import { inTransaction, type Route } from '#base/index.ts'
import { type Actor, route } from '#identity/index.ts'
import { append } from '#ledger/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import { fairnessQuery, fairnessReport } from './fairness.contract.ts'
import { readFairness } from './read-fairness.ts'

/** Routes of the comparison of advice and its outcome between groups. */
export function fairnessRoutes(loop: CaseLoop): Route<Actor>[] {
  const access = { action: 'decisions:read' as const }
  return [
    route({
      method: 'GET',
      path: '/api/fairness',
      access,
      summary: 'Advice and what came of it by district, channel, language, length and nature of the matter.',
      callsPerMinute: 20,
      query: fairnessQuery,
      response: fairnessReport,
      handle: async ({ query }) =>
        await readFairness(loop, { days: query.days, identity: query.identity === 'true' }),
    }),
    route({
      method: 'GET',
      path: '/api/fairness/bundle',
      access,
      summary:
        'The same figures as a file for a reviewer outside: aggregates only, no small groups; recorded.',
      callsPerMinute: 20,
      query: fairnessQuery,
      response: 'file',
      handle: async ({ caller, query }) => {
        const report = await readFairness(loop, { days: query.days, identity: query.identity === 'true' })
        const content = Buffer.from(`${JSON.stringify(fairnessReport.parse(report), null, 2)}\n`)
        const { since, until } = report
        await inTransaction(loop.database, tx =>
          append(tx, [
            {
              kind: 'fairness.exported',
              subject: `algorithm:${report.algorithm}`,
              body: { by: caller.id, since, until, cases: report.cases },
            },
          ]),
        )
        return {
          download: true,
          name: `fairness-${until.slice(0, 10)}.json`,
          contentType: 'application/json; charset=utf-8',
          bytes: content.length,
          body: async range =>
            Readable.from([range ? content.subarray(range.start, range.end + 1) : content]),
        }
      },
    }),
  ]
}
