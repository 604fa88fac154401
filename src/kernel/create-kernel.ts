import type { Database, Handle, Transaction } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import type { Algorithm, AnyAlgorithm } from './algorithm.ts'
import type { Governed } from './governed.ts'
import { type Item, inferItems } from './infer.ts'
import { kernelError } from './kernel.errors.ts'
import { type Measured, measure } from './measure.ts'
import { type Reading, recall } from './recall.ts'
import type { Ports } from './run-algorithm.ts'
import { type Settlement, type SettleOutcome, settle } from './settle.ts'
import { use } from './use.ts'

/** The one door for AI output. */
export interface Kernel {
  /** guard → run → check → label; commits the decision in its own transaction. */
  infer<I, O>(algorithm: Algorithm<I, O>, item: Item<I>, actor: Actor): Promise<Governed<O>>
  /** The same for a batch: one row per item, one ledger leaf for all. */
  inferMany<I, O>(algorithm: Algorithm<I, O>, items: readonly Item<I>[], actor: Actor): Promise<Governed<O>[]>
  recall<O>(handle: Handle, decisionId: string, reading: Reading): Promise<Governed<O>>
  use<O>(tx: Transaction, decisionId: string, reading: Reading): Promise<Governed<O>>
  settle(tx: Transaction, decisionId: string, settlement: Settlement): Promise<SettleOutcome>
  /** For evaluation only: makes no decisions, and what it returns cannot pass for one. */
  measure<I, O>(algorithm: Algorithm<I, O>, inputs: readonly I[], actor: Actor): Promise<Measured<O>[]>
  readonly algorithms: readonly AnyAlgorithm[]
}

/** Longer than any run was seen to take; what takes longer hangs. */
const longestRun = 60_000

/** Joins the door with the database and its ports; only the algorithms given here ever run. */
export function createKernel(parts: {
  database: Database
  ports: Omit<Ports, 'patience'>
  algorithms: readonly AnyAlgorithm[]
  /** Milliseconds a run may take before it counts as failed; a minute unless given. */
  patience?: number
}): Kernel {
  const { database, algorithms } = parts
  const ports: Ports = { ...parts.ports, patience: parts.patience ?? longestRun }
  const registered = new Set<unknown>(algorithms)
  const check = (algorithm: { id: string }) => {
    if (!registered.has(algorithm)) throw kernelError('kernel.not-registered', { algorithm: algorithm.id })
  }
  return {
    infer: async (algorithm, item, actor) => {
      check(algorithm)
      const [governed] = await inferItems({ database, ports }, algorithm, { items: [item], actor })
      return governed!
    },
    inferMany: async (algorithm, items, actor) => {
      check(algorithm)
      return await inferItems({ database, ports }, algorithm, { items, actor })
    },
    recall,
    use,
    settle,
    measure: async (algorithm, inputs, actor) => {
      check(algorithm)
      return await measure(ports, algorithm, { inputs, actor })
    },
    algorithms,
  }
}
