import type { LabelKind } from '#models/model.contract.ts'

/** What is known of how a case came to its department. */
export interface SettledFacts {
  generated: boolean
  imported: boolean
  blind: boolean
  /** Sent back by a department at least once: the last department is what the outcome showed. */
  returned: boolean
  /** A reviewer ruled on where it belongs, and nothing was said against it since. */
  ruled: boolean
  /** What was done with the advice; null where none was used. */
  verdict: string | null
}

/**
 * How trustworthy a label is, by its origin. Advice that is clicked through would become its own truth: what was decided
 * without seeing it, against it, or corrected by the outcome counts several times as much.
 */
const weights: Record<LabelKind, number> = {
  ruled: 3,
  blind: 2,
  corrected: 2,
  amended: 2,
  decided: 1.5,
  imported: 1,
  given: 1,
  adopted: 0.5,
  generated: 0.2,
}

/** Where the label of a settled case comes from; the first that applies. */
export function kindOf(facts: SettledFacts): LabelKind {
  if (facts.generated) return 'generated'
  if (facts.ruled) return 'ruled'
  if (facts.imported) return 'imported'
  if (facts.returned) return 'corrected'
  if (facts.blind) return 'blind'
  if (facts.verdict === 'adopted') return 'adopted'
  return facts.verdict === 'amended' || facts.verdict === 'rejected' ? 'amended' : 'decided'
}

/** How much a row counts in training; 1 is a label given from outside. */
export function weightOf(kind: LabelKind): number {
  return weights[kind]
}
