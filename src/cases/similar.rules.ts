import { indexTerms } from './search.rules.ts'

/** How common terms are: shares of all cases, for the commonest terms only; any other is rarer than these. */
export interface Commonness {
  shares: ReadonlyMap<string, number>
  /** The share that terms without one are taken to have. */
  rarest: number
}

export interface WeighedTerm {
  term: string
  weight: number
}

const mostKnown = 10
const mostUnknown = 6
// A share so high says nothing about what a matter is about.
const tooCommon = 0.05

const weightOf = (share: number) => -Math.log(share)

/** Adds to the shares what is asked for with every message, so that 10,000 terms are gone through once. */
export function commonnessOf(shares: ReadonlyMap<string, number>): Commonness {
  let rarest = tooCommon / 10
  for (const share of shares.values()) if (share < rarest) rarest = share
  return { shares, rarest }
}

/**
 * The terms of a message that tell it apart, with their weights: the rarest of the known ones, then some that are rarer
 * still. Those alone would not do: many are accidents between two words (街的) that only one other case happens to have.
 */
export function tellingTerms(text: string, commonness: Commonness): WeighedTerm[] {
  const terms = indexTerms(text).filter(term => term.length > 1)
  const { shares, rarest } = commonness
  const shareOf = (term: string) => shares.get(term)
  const known = terms
    .filter(term => (shareOf(term) ?? 1) <= tooCommon)
    .toSorted((a, b) => shareOf(a)! - shareOf(b)!)
    .slice(0, mostKnown)
  const unknown = terms
    .filter(term => shareOf(term) === undefined)
    .slice(0, mostUnknown + mostKnown - known.length)
  return [
    ...known.map(term => ({ term, weight: weightOf(shareOf(term)!) })),
    ...unknown.map(term => ({ term, weight: weightOf(rarest) })),
  ]
}
