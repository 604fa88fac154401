import { gridDisk } from 'h3-js'
import type { RepeatReach } from '../repeats.contract.ts'
import { indexTerms } from '../search.rules.ts'

/** How far and how long back the same matter is looked for, where nothing is set. */
export const usualReach: RepeatReach = { metres: 250, weeks: 12, closedDays: 14 }

/** What is set for one category; null is inherited. */
export type OwnReach = { [Part in keyof RepeatReach]: RepeatReach[Part] | null }

/** Text alone is enough at this likeness near by; where only the region is known, it takes more. */
const enough = { near: 0.12, region: 0.2 }
const mostShown = 5
const mostWords = 3

// The shortest way across one ring of cells of 0.1 km², measured over China; a property test walks it.
const metresOfRing = 150

/** The cells that together hold every point within the distance of any point of the cell. */
export function cellsAround(cell: string, metres: number): string[] {
  return gridDisk(cell, Math.max(1, Math.ceil(metres / metresOfRing)))
}

/** The reach for a category: each part is its own, else that of the nearest one above it that has one, else the usual. */
export function reachFor(path: readonly string[], settings: ReadonlyMap<string, OwnReach>): RepeatReach {
  const nearest = path.toReversed().flatMap(id => settings.get(id) ?? [])
  const part = (name: keyof RepeatReach) =>
    nearest.find(one => one[name] !== null)?.[name] ?? usualReach[name]
  return { metres: part('metres'), weeks: part('weeks'), closedDays: part('closedDays') }
}

const termsOf = (text: string) => new Set(indexTerms(text).filter(term => [...term].length > 1))

/** Pieces of the text that the other has too, longest run first joined from neighbouring terms. */
function sharedWords(text: string, shared: ReadonlyMap<string, number>): string[] {
  const runs = new Map<string, number>()
  let run = ''
  let weight = 0
  const end = () => {
    if (run !== '') runs.set(run, Math.max(weight, runs.get(run) ?? 0))
    run = ''
    weight = 0
  }
  for (const term of indexTerms(text)) {
    const found = shared.get(term)
    if (found === undefined) end()
    else if (run !== '' && [...run].at(-1) === [...term][0] && /^\p{Script=Han}{2}$/u.test(term)) {
      run += [...term][1]
      weight += found
    } else {
      end()
      run = term
      weight = found
    }
  }
  end()
  return [...runs]
    .toSorted((one, other) => other[1] - one[1])
    .slice(0, mostWords)
    .map(([word]) => word)
}

/** A case near by, as far as its likeness goes. */
export interface Candidate {
  text: string
  metres: number | null
  reportedAt: Date
  /** True when both have a category of the same first level. */
  sameCategory: boolean
}

export interface Ranked<C extends Candidate> {
  candidate: C
  likeness: number
  words: string[]
}

/**
 * Candidates by how much of their words they share with a text, the rarer among the candidates the more; the most alike
 * first, then the nearer, then the newer. Counting, not a model: the same question has the same answer, and the words that
 * made it are shown.
 */
export function rankCandidates<C extends Candidate>(text: string, candidates: readonly C[]): Ranked<C>[] {
  const asked = termsOf(text)
  const sets = candidates.map(one => termsOf(one.text))
  const held = new Map<string, number>()
  for (const set of sets) for (const term of set) held.set(term, (held.get(term) ?? 0) + 1)
  const weightOf = (term: string) => Math.log(1 + (candidates.length + 1) / (held.get(term) ?? 1))
  const lengthOf = (set: ReadonlySet<string>) => {
    let sum = 0
    for (const term of set) sum += weightOf(term) ** 2
    return Math.sqrt(sum)
  }
  const length = lengthOf(asked)
  const ranked = candidates.map((candidate, place) => {
    const shared = new Map<string, number>()
    let sum = 0
    for (const term of asked)
      if (sets[place]!.has(term)) {
        shared.set(term, weightOf(term))
        sum += weightOf(term) ** 2
      }
    const likeness = sum === 0 ? 0 : Math.min(1, sum / (length * lengthOf(sets[place]!)))
    return { candidate, likeness, words: sharedWords(text, shared) }
  })
  return ranked
    .filter(({ candidate, likeness }) => {
      if (candidate.metres === null) return likeness >= enough.region
      return candidate.sameCategory || likeness >= enough.near
    })
    .toSorted(
      (one, other) =>
        other.likeness - one.likeness ||
        (one.candidate.metres ?? 0) - (other.candidate.metres ?? 0) ||
        other.candidate.reportedAt.getTime() - one.candidate.reportedAt.getTime(),
    )
    .slice(0, mostShown)
}
