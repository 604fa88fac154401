export {
  type Algorithm,
  type AlgorithmDefinition,
  type Answer,
  type AnyAlgorithm,
  defineAlgorithm,
  type Tools,
} from './algorithm.ts'
export { createKernel, type Kernel } from './create-kernel.ts'
export {
  deleteContent as eraseDecisionContent,
  selectNewest as newestDecision,
  selectNewestOfEach as newestDecisions,
} from './decision.store.ts'
export { type Governed, viewOf } from './governed.ts'
export {
  type Evidence,
  evidence,
  type Gate,
  governedView,
  type Outcome,
  outcomes,
  type Risk,
  type Verdict,
  verdicts,
} from './kernel.contract.ts'
export { kernelError } from './kernel.errors.ts'
export { kernelRoutes } from './kernel.routes.ts'
export type { Measured } from './measure.ts'
export type {
  Classification,
  ClassifyRequest,
  KnowledgePort,
  ModelPort,
  Passage,
  RetrieveRequest,
} from './ports.ts'
export { type Reading, verifyStored } from './recall.ts'
export type { Settlement } from './settle.ts'
