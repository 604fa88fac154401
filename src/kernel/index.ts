export {
  type Algorithm,
  type AlgorithmDefinition,
  type Answer,
  type AnyAlgorithm,
  defineAlgorithm,
  type Tools,
} from './algorithm.ts'
export { assessAttack, fenceAsData } from './attack/assess-attack.ts'
export {
  assessCorpus,
  type CorpusDocument,
  type CorpusReaders,
  type CorpusVerdict,
} from './attack/corpus.rules.ts'
export { createLimiter, type Limiter } from './attack/create-limiter.ts'
export { isSample } from './breaker/cut.rules.ts'
export { evaluateBreakers } from './breaker/evaluate-breakers.ts'
export { readBoard } from './breaker/read-board.ts'
export { startBreakers } from './breaker/start-breakers.ts'
export { switchAlgorithmOff, switchAlgorithmOn } from './breaker/switch-algorithm.ts'
export type { RoleNotice, TellRoles } from './breaker/tell-of-change.ts'
export { type CountObjections, watchRuns } from './breaker/watch-runs.ts'
export { createKernel, type Kernel } from './create-kernel.ts'
export {
  commitmentsOf,
  deleteContent as eraseDecisionContent,
  selectNewest as newestDecision,
  selectNewestOfEach as newestDecisions,
  selectOutcomes as decisionOutcomes,
} from './decision.store.ts'
export { aiLabelOf, type Governed, viewOf } from './governed.ts'
export type { Finding } from './guard/guard.contract.ts'
export { maskForModels } from './guard/guard-input.ts'
export { hideFromErrors } from './guard/hide-from-errors.ts'
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
export { checkFile, checkStream, keptOf } from './label/check-file.ts'
export { entryText, incomingEntry } from './label/entry.rules.ts'
export { drawnLabel } from './label/incoming-picture.ts'
export type { KeptCheck, LabelCheck } from './label/label.contract.ts'
export { omitLabel } from './label/omit-label.ts'
export { labelProducer } from './label/producer.ts'
export { withLabels } from './label/ways-out.ts'
export { writeDocument, writePlainDocument } from './label/write-document.ts'
export type { WrittenDocument } from './label/written-document.ts'
export { xmpPacket } from './label/xmp.rules.ts'
export { effectiveLevel, levelOfText, withinCeiling } from './levels/effective-level.rules.ts'
export { displayMask, maskForEye } from './mask/display-mask.rules.ts'
export { monthOf, upTo, yearOf } from './mask/generalise.rules.ts'
export { anonymise, hiddenCell, kAnonymity, leastGroup } from './mask/k-anonymity.rules.ts'
export { pseudonymOf } from './mask/pseudonym.ts'
export { maskText, openTokenBook } from './mask/token-book.rules.ts'
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
export { recognise } from './recognise/recognise.rules.ts'
export { type ScannedText, scanForGuard } from './recognise/scan-for-guard.ts'
export { attackTarget } from './redteam/attack-target.ts'
export { assessContent } from './redteam/content/assess-content.ts'
export type { ContentReport } from './redteam/content/content.contract.ts'
export { readSuites } from './redteam/read-suites.ts'
export { recordRun } from './redteam/record-run.ts'
export type { RedteamReport } from './redteam/redteam.contract.ts'
export { redteamError } from './redteam/redteam.errors.ts'
export { redteamJob } from './redteam/redteam-job.ts'
export { reportMarkdown } from './redteam/report-text.rules.ts'
export { runRedteam } from './redteam/run-redteam.ts'
export type { RegisterContent, RegisterProposal } from './register/register.contract.ts'
export type { MeasureStage, ObjectionFigures, RegisterParts } from './register/register-parts.ts'
export { registerProposed } from './register/register-proposed.ts'
export { kernelSealed } from './sealed-columns.ts'
export type { Settlement } from './settle.ts'
export { type PlainFacts, plainFacts } from './trace/plain-facts.ts'
export type { EffectOf } from './trace/read-trace.ts'
export type { TraceEffect } from './trace/trace.contract.ts'
export { checkDecisions } from './verify/check-decisions.ts'
export { proveDecision } from './verify/prove-decision.ts'
export { kernelGauges } from './watch.store.ts'
export { waysOut } from './ways-out.ts'
