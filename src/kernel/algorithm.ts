import type { z } from 'zod'
import type { Evidence, Gate, Risk } from './kernel.contract.ts'
import { kernelError } from './kernel.errors.ts'
import type { Classification, ClassifyRequest, Passage, RetrieveRequest } from './ports.ts'
import type { RegisterProposal } from './register/register.contract.ts'
import type { TraceAlternative } from './trace/trace.contract.ts'

/** The only way from an algorithm to models and knowledge; each call is noted in the decision. */
export interface Tools {
  classify(request: ClassifyRequest): Promise<Classification | null>
  retrieve(request: RetrieveRequest): Promise<Passage[]>
}

/** What a run answers. An abstention may still hold a value: shown, but not offered for one-key adoption. */
export interface Answer<Output> {
  outcome: 'advised' | 'abstained'
  value: Output | null
  /** Calibrated, 0 to 1; null where there is nothing to be confident about. */
  confidence: number | null
  evidence: Evidence[]
  /** Why it abstained, as a stable word: `low-confidence`, `no-match`, `empty`. */
  reason: string | null
}

/** Signals that cut an algorithm off; the figures are shares of a window of settled decisions. */
export interface BreakerLimits {
  overrideShare: number
  minimumCount: number
}

export interface AlgorithmDefinition<Input, Output> {
  /** Dotted, stable: `cases.dispatch`. */
  id: string
  version: string
  title: { zh: string; en: string }
  purpose: string
  /** The department or office answerable for it. */
  owner: string
  risk: Risk
  /** Never final by itself. */
  gate: Gate
  input: z.ZodType<Input>
  output: z.ZodType<Output>
  breaker: BreakerLimits
  /** What an input that attacks comes to: refused unless the algorithm only ranks what a person then decides on. */
  onAttack?: 'refuse' | 'mark'
  /** What the model is told to do, for the check that none of it comes out again; none for a trained classifier. */
  instructions?: readonly string[]
  /** Paths of the output that a generative model writes; all else is copied from lists of the city's own. */
  written?: readonly string[]
  fallback: 'human-queue' | 'rules'
  /** What the product proposes for its entry in the register; a person of the city reads and mends it. */
  proposal?: RegisterProposal
  expiresAfterHours: number
  run(input: Input, tools: Tools): Promise<Answer<Output>>
  /** The department that an answer is about: by it the breaker tells where advice went bad. */
  departmentOf?(value: Output): string | null
  /** What it considered, best first, in words for a report; none for an algorithm that weighs nothing against another. */
  rivals?(value: Output): Promise<readonly TraceAlternative[]>
}

export type Algorithm<Input, Output> = Readonly<AlgorithmDefinition<Input, Output>>
/** Any algorithm, where its types do not matter. */
export interface AnyAlgorithm
  extends Readonly<
    Omit<AlgorithmDefinition<never, unknown>, 'input' | 'output' | 'run' | 'rivals' | 'departmentOf'>
  > {
  readonly input: z.ZodType
  readonly output: z.ZodType
  run(input: never, tools: Tools): Promise<Answer<unknown>>
  departmentOf?(value: never): string | null
  rivals?(value: never): Promise<readonly TraceAlternative[]>
}

/**
 * Declares an algorithm.
 * @throws kernel.prohibited for a prohibited purpose: the process does not start with one.
 */
export function defineAlgorithm<Input, Output>(
  definition: AlgorithmDefinition<Input, Output>,
): Algorithm<Input, Output> {
  if (definition.risk === 'prohibited') throw kernelError('kernel.prohibited', { algorithm: definition.id })
  return Object.freeze({ ...definition })
}
