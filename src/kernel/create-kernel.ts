import type { Database, Handle, Transaction } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { createExceptions, type ExceptionHolder } from './alarm/hold-exceptions.ts'
import type { Algorithm, AnyAlgorithm } from './algorithm.ts'
import { createLimiter } from './attack/create-limiter.ts'
import type { Limits } from './attack/limits.rules.ts'
import type { Governed } from './governed.ts'
import type { GuardInForce } from './guard/guard-in-force.ts'
import { holdGuard } from './guard/hold-guard.ts'
import type { Ports } from './guarded-tools.ts'
import { type Item, inferItems } from './infer.ts'
import { kernelError } from './kernel.errors.ts'
import { declareProducer } from './label/producer.ts'
import { createLevels, type LevelHolder } from './levels/hold-levels.ts'
import { type Measured, measure } from './measure.ts'
import { type Reading, recall } from './recall.ts'
import { createRecognisers, type RecogniserHolder } from './recognise/own/create-recognisers.ts'
import { type Retraction, retract } from './retract.ts'
import { type Settlement, type SettleOutcome, settle } from './settle.ts'
import { use } from './use.ts'
import { createVocabulary, type VocabularyHolder } from './vocabulary/create-vocabulary.ts'

/** The one door for AI output. */
export interface Kernel {
  /** guard → run → check → label; commits the decision in its own transaction. */
  infer<I, O>(algorithm: Algorithm<I, O>, item: Item<I>, actor: Actor): Promise<Governed<O>>
  /** The same for a batch: one row per item, one ledger leaf for all. */
  inferMany<I, O>(algorithm: Algorithm<I, O>, items: readonly Item<I>[], actor: Actor): Promise<Governed<O>[]>
  recall<O>(handle: Handle, decisionId: string, reading: Reading): Promise<Governed<O>>
  use<O>(tx: Transaction, decisionId: string, reading: Reading): Promise<Governed<O>>
  settle(tx: Transaction, decisionId: string, settlement: Settlement): Promise<SettleOutcome>
  /** Takes a verdict back with the act it was given by. */
  retract(tx: Transaction, decisionId: string, retraction: Retraction): Promise<boolean>
  /** For evaluation only: makes no decisions, and what it returns cannot pass for one. */
  measure<I, O>(algorithm: Algorithm<I, O>, inputs: readonly I[], actor: Actor): Promise<Measured<O>[]>
  readonly algorithms: readonly AnyAlgorithm[]
  /** The word library of this process. */
  readonly vocabulary: VocabularyHolder
  /** The recognisers of this process, the city's own among them. */
  readonly recognisers: RecogniserHolder
  /** What was ruled on alarms, as this process knows it. */
  readonly exceptions: ExceptionHolder
  /** The data levels as this process knows them. */
  readonly levels: LevelHolder
  /** The guard as it holds now. */
  guard(): Promise<GuardInForce>
}

/** Longer than any run was seen to take; what takes longer hangs. */
const longestRun = 60_000

/** Joins the door with the database and its ports; only the algorithms given here ever run. */
export function createKernel(parts: {
  database: Database
  ports: Pick<Ports, 'models' | 'knowledge'>
  algorithms: readonly AnyAlgorithm[]
  /** The code under which labels of AI content are written; the product's name unless given. */
  producer?: string | undefined
  /** Limits of what one person asks for; the usual ones unless given. */
  limits?: Limits
  /** Milliseconds a run may take before it counts as failed; a minute unless given. */
  patience?: number
}): Kernel {
  const { database, algorithms } = parts
  declareProducer(parts.producer)
  const vocabulary = createVocabulary(database)
  const recognisers = createRecognisers(database)
  const exceptions = createExceptions(database)
  const levels = createLevels(database)
  const ports: Ports = {
    ...parts.ports,
    guard: holdGuard({ vocabulary, recognisers, exceptions, levels }),
    patience: parts.patience ?? longestRun,
  }
  const limited: Ports = { ...ports, limiter: createLimiter(parts.limits) }
  const registered = new Set<unknown>(algorithms)
  const check = (algorithm: { id: string }) => {
    if (!registered.has(algorithm)) throw kernelError('kernel.not-registered', { algorithm: algorithm.id })
  }
  return {
    infer: async (algorithm, item, actor) => {
      check(algorithm)
      const [governed] = await inferItems({ database, ports: limited }, algorithm, { items: [item], actor })
      return governed!
    },
    inferMany: async (algorithm, items, actor) => {
      check(algorithm)
      const one = items.length === 1 ? limited : ports
      return await inferItems({ database, ports: one }, algorithm, { items, actor })
    },
    recall,
    use,
    settle,
    retract,
    measure: async (algorithm, inputs, actor) => {
      check(algorithm)
      return await measure(ports, algorithm, { inputs, actor })
    },
    algorithms,
    vocabulary,
    recognisers,
    exceptions,
    levels,
    guard: ports.guard,
  }
}
