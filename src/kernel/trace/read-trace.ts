import type { z } from 'zod'
import { type Database, type Handle, isCode, levelledFields, levelOf } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import type { AnyAlgorithm } from '../algorithm.ts'
import { selectContent } from '../decision.store.ts'
import type { CheckResult } from '../guard/guard.contract.ts'
import { selectGuardRecord } from '../guard/guard.store.ts'
import type { ContentPurpose, decisionRecord, Evidence } from '../kernel.contract.ts'
import { lookAtDecision } from '../look-at-decision.ts'
import type { TraceEffect, traceReport } from './trace.contract.ts'
import { isFilled, stepsOf, valueAt } from './trace.rules.ts'

type Report = z.input<typeof traceReport>
type Record = z.input<typeof decisionRecord>

/** Tells what came of a decision in the matter it is about; the room that knows such matters fills it. */
export type EffectOf = (
  handle: Handle,
  decision: { decisionId: string; subject: string },
) => Promise<readonly TraceEffect[]>

export interface TraceParts {
  database: Database
  algorithms: readonly AnyAlgorithm[]
  effectOf: EffectOf
}

// A content that does not open was altered: the record says so, and the report shows what stands without it.
async function contentOf(handle: Handle, decisionId: string) {
  return await selectContent(handle, decisionId).catch(error => {
    if (isCode(error, 'kernel.altered')) return undefined
    throw error
  })
}

function inputsOf(algorithm: AnyAlgorithm | undefined, input: unknown): Report['inputs'] {
  if (!algorithm) return []
  return levelledFields(algorithm.input).map(({ path, schema, level }) => ({
    field: path.replace(/^\./, ''),
    level: levelOf(schema) ?? level,
    filled: input === undefined ? null : isFilled(valueAt(input, path)),
  }))
}

function guardOf(row: Awaited<ReturnType<typeof selectGuardRecord>>): Report['guard'] {
  if (!row) return null
  const findings = Object.entries(row.findings as { [type: string]: number })
  return {
    inputLevel: row.input_level as 'L1',
    findings: findings.map(([type, count]) => ({ type, count })),
    masked: row.masked,
    attack: {
      score: row.attack_score,
      flagged: row.attack_flagged,
      because: row.attack_because as string[],
    },
    checks: row.checks as CheckResult[],
  }
}

function sourcesOf(evidence: readonly Evidence[]): Report['sources'] {
  return evidence.flatMap(one => {
    if (one.kind !== 'passage') return []
    const { corpus, corpusVersion, documentId, title, score } = one
    return [{ corpus, corpusVersion, documentId, title, score }]
  })
}

const wordsIn = (evidence: readonly Evidence[]) =>
  evidence.reduce((sum, one) => sum + (one.kind === 'words' ? one.items.length : 0), 0)

// The advice of a blind case stays unseen until somebody has decided, except for a recorded purpose.
async function alternativesOf(algorithm: AnyAlgorithm | undefined, record: Record, output: unknown) {
  const shown = record.verdict !== null || record.content !== null
  if (!shown || !algorithm?.rivals || output === null || output === undefined) return []
  return [...(await algorithm.rivals(output as never))]
}

function lastOf(effects: readonly TraceEffect[]): string | null {
  const moments = effects.flatMap(one => one.at ?? [])
  return moments.toSorted().at(-1) ?? null
}

/**
 * How one decision came about and what became of it. The content opens as on the decision's page: to who is cleared and says
 * what for, on record.
 * @throws kernel.decision-not-found
 */
export async function readTrace(
  { database, algorithms, effectOf }: TraceParts,
  actor: Actor,
  asked: { decisionId: string; purpose?: ContentPurpose | undefined },
): Promise<Report> {
  const record = await lookAtDecision(database, actor, asked)
  const { decisionId, subject } = record
  const [row, content, effects] = await Promise.all([
    selectGuardRecord(database, decisionId),
    contentOf(database, decisionId),
    effectOf(database, { decisionId, subject }),
  ])
  const algorithm = algorithms.find(one => one.id === record.algorithm)
  const evidence = (content?.evidence ?? []) as Evidence[]
  const guard = guardOf(row)
  return {
    record,
    algorithm: algorithm
      ? { title: algorithm.title, purpose: algorithm.purpose, owner: algorithm.owner }
      : null,
    steps: stepsOf({
      ...record,
      guard: guard && {
        findings: guard.findings.length,
        flagged: guard.attack.flagged,
        checks: guard.checks,
      },
      effectAt: lastOf(effects),
    }),
    inputs: inputsOf(algorithm, content?.input),
    guard,
    sources: sourcesOf(evidence),
    weighingWords: wordsIn(evidence),
    alternatives: await alternativesOf(algorithm, record, content?.output),
    effects: [...effects],
  }
}
