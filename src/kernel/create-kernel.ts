import type { Database, Handle, Transaction } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { createExceptions, type ExceptionHolder } from './alarm/hold-exceptions.ts'
import type { Algorithm, AnyAlgorithm } from './algorithm.ts'
import { createLimiter } from './attack/create-limiter.ts'
import type { Limits } from './attack/limits.rules.ts'
import { deleteSignal } from './breaker/breaker.store.ts'
import { cutOfAnswer } from './breaker/cut-off.ts'
import { type BreakerHolder, createBreakers, readCuts } from './breaker/hold-breakers.ts'
import { noteSignal } from './breaker/note-signal.ts'
import type { Governed } from './governed.ts'
import type { GuardInForce } from './guard/guard-in-force.ts'
import { holdGuard } from './guard/hold-guard.ts'
import type { Ports } from './guarded-tools.ts'
import { type Item, inferItems } from './infer.ts'
import { kernelError } from './kernel.errors.ts'
import { declareProducer } from './label/producer.ts'
import { createLevels, type LevelHolder } from './levels/hold-levels.ts'
import { type Measured, measure } from './measure.ts'
import { type Reading, recall, type Withheld } from './recall.ts'
import { createRecognisers, type RecogniserHolder } from './recognise/own/create-recognisers.ts'
import { selectRegistrations } from './register/registration.store.ts'
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
  /** What is cut off, as this process knows it. */
  readonly breakers: BreakerHolder
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
  const breakers = createBreakers(database)
  const many: Ports = { ...ports, breakers }
  const limited: Ports = { ...many, limiter: createLimiter(parts.limits) }
  const byId = new Map(algorithms.map(one => [one.id, one]))
  const withhold = async (handle: Handle, of: Withheld) =>
    cutOfAnswer(await readCuts(handle), byId.get(of.id), of)
  const registrationIn = async (handle: Handle, id: string) =>
    (await selectRegistrations(handle)).find(one => one.algorithm === id)
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
      const one = items.length === 1 ? limited : many
      return await inferItems({ database, ports: one }, algorithm, { items, actor })
    },
    recall: async (handle, id, reading) => await recall(handle, id, { ...reading, withhold }),
    use: async (tx, id, reading) => await use(tx, id, { ...reading, withhold }),
    settle: async (tx, decisionId, settlement) => {
      const gateNow = async (id: string) => (await registrationIn(tx, id))?.gate ?? 'informs'
      const outcome = await settle(tx, decisionId, { ...settlement, gateNow })
      if (outcome === 'settled') await noteSignal(tx, byId, { decisionId, settlement })
      return outcome
    },
    retract: async (tx, decisionId, retraction) => {
      const taken = await retract(tx, decisionId, retraction)
      if (taken) await deleteSignal(tx, decisionId)
      return taken
    },
    measure: async (algorithm, inputs, actor) => {
      check(algorithm)
      return await measure(ports, algorithm, { inputs, actor })
    },
    algorithms,
    vocabulary,
    recognisers,
    exceptions,
    levels,
    breakers,
    guard: ports.guard,
  }
}
