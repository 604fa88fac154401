import {
  type Database,
  highestLevel,
  inSpan,
  inTransaction,
  refuseInsideTransaction,
  uuidv7,
} from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { append } from '#ledger/index.ts'
import type { Algorithm, AnyAlgorithm } from './algorithm.ts'
import { registrationOf, stopOf } from './breaker/cut.rules.ts'
import { cutOff } from './breaker/cut-off.ts'
import { selectOverridden } from './check/override.store.ts'
import { type DecisionDraft, draftDecision } from './decision.draft.ts'
import { insertDecisions } from './decision.store.ts'
import { entryBody } from './decision-leaf.ts'
import { type Governed, govern } from './governed.ts'
import { insertGuardRecords } from './guard/guard.store.ts'
import { isBulk, readAhead } from './guard/guard-input.ts'
import type { Ports } from './guarded-tools.ts'
import { inForceOf } from './register/standing.rules.ts'
import { restoreFor } from './restore-for.ts'
import { runAlgorithm } from './run-algorithm.ts'

/** One thing to infer: `subject` is what it is about, e.g. `case:<id>` or `draft:<id>`. */
export interface Item<Input> {
  subject: string
  input: Input
}

function governDraft<Output>(draft: DecisionDraft, actor: Actor): Governed<Output> {
  const { facts, content } = draft
  const { value, evidence } = restoreFor(actor, content)
  return govern<Output>({
    decisionId: facts.id,
    algorithm: facts.algorithm,
    algorithmVersion: facts.algorithm_version,
    modelVersion: facts.model_version,
    outcome: facts.outcome,
    value: value as Output | null,
    confidence: facts.confidence,
    reason: content.reason,
    evidence,
    level: facts.level,
    madeAt: facts.recorded_at,
    expiresAt: facts.expires_at,
    hash: facts.output_commitment.slice(2),
  })
}

/**
 * Runs an algorithm over items and commits the decisions: one row per item, one ledger leaf for the batch.
 * No transaction is open while a model thinks.
 * @throws base.nested-database-use inside a transaction.
 */
export async function inferItems<Input, Output>(
  door: { database: Database; ports: Ports },
  algorithm: Algorithm<Input, Output>,
  call: { items: readonly Item<Input>[]; actor: Actor },
): Promise<Governed<Output>[]> {
  refuseInsideTransaction()
  if (call.items.length === 0) return []
  const attributes = { algorithm: algorithm.id, count: call.items.length }
  return await inSpan('kernel.infer', attributes, () => inferAll(door, algorithm, call))
}

async function inferAll<Input, Output>(
  door: { database: Database; ports: Ports },
  algorithm: Algorithm<Input, Output>,
  call: { items: readonly Item<Input>[]; actor: Actor },
): Promise<Governed<Output>[]> {
  const any = algorithm as unknown as AnyAlgorithm
  const inputs = call.items.map(item => item.input)
  await readAhead(await door.ports.guard(), any, inputs)
  const inBulk = isBulk(inputs.length)
  const cuts = (await door.ports.breakers?.inForce()) ?? { breakers: [], off: [], registered: [] }
  const stopped = stopOf(cuts, any.id, new Date())
  const inForce = inForceOf(any, registrationOf(cuts, any.id))
  const results = await Promise.all(
    call.items.map(async ({ input, subject }) => {
      // Nobody overrides a check of what no model wrote.
      const overridden = any.written && (await selectOverridden(door.database, any.id, subject))
      const result = await runAlgorithm(door.ports, any, {
        input,
        actor: call.actor,
        overridden,
        inBulk,
        stopped,
      })
      return cutOff(cuts, any, { result, subject })
    }),
  )
  const level = highestLevel(algorithm.output)
  const drafts = await inTransaction(door.database, async tx => {
    const entryId = uuidv7()
    const made = call.items.map((item, index) =>
      draftDecision(
        {
          algorithm: any,
          inForce,
          input: item.input,
          subject: item.subject,
          actor: call.actor.id,
          level,
          entryId,
        },
        results[index]!,
      ),
    )
    await append(tx, [
      {
        id: entryId,
        kind: made.length === 1 ? 'decision.made' : 'decision.batch-made',
        subject: made.length === 1 ? call.items[0]!.subject : `batch:${entryId}`,
        body: entryBody(made),
      },
    ])
    await insertDecisions(tx, made)
    await insertGuardRecords(
      tx,
      made.flatMap(draft => draft.guard ?? []),
    )
    return made
  })
  return drafts.map(draft => governDraft<Output>(draft, call.actor))
}
