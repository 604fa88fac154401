import { findPlaceChains, type PlaceChain } from './place-chains.rules.ts'
import {
  bodyEnds,
  ofMatches,
  openGazetteer,
  qualities,
  sights,
  touristy,
  weakEnds,
  whereBefore,
  whereBehind,
} from './place-words.ts'
import type { Word } from './segment-text.ts'
import type { Spot } from './spot.rules.ts'

/** What stands around a chain of places. */
export interface Surroundings {
  /** A word that says where stands before it. */
  where: boolean
  /** It begins a clause. */
  opens: boolean
  behind: 'nothing' | 'place' | 'noun' | 'quality' | 'body' | 'sight'
}

const opening = /^[，。：（“、\s,:(]$/
const nounTag = /^(?:n|j|b|s|vn|f$|eng|l|i|a$|v$|m$|x$|q$|g|z)/
const plain = /^[\u4e00-\u9fffA-Za-z0-9]+$/

/** What follows up to the next word that no name holds: the name of a bank or a park goes on from its town. */
function lookBehind(words: readonly Word[], chain: PlaceChain): Surroundings['behind'] {
  const next = words[chain.to]
  let to = chain.to
  let sight = false
  for (; to < words.length && to - chain.to < 7; to++) {
    const { text, tag } = words[to]!
    if (!nounTag.test(tag) || !plain.test(text) || (tag === 'v' && text.length === 1)) break
    if (bodyEnds.test(text)) return 'body'
    if (sights.has(text) || sights.has(text.slice(-2))) sight = true
  }
  if (bodyEnds.test(words[chain.to - 1]!.text)) return 'body'
  if (sight) return 'sight'
  if (!next) return 'nothing'
  if (qualities.test(next.text)) return 'quality'
  if (whereBehind.has(next.text)) return 'place'
  return to > chain.to ? 'noun' : 'nothing'
}

/** How sure it is that a chain is where something is: the shares that were right on the even rows of cluener2020. */
export function weighPlace(chain: PlaceChain, last: string, { where, opens, behind }: Surroundings): number {
  if (behind === 'body' || behind === 'sight') return 0
  const known = chain.pieces.some(piece => piece.kind !== 'named' && piece.kind !== 'listed')
  if (chain.widened) return known && behind !== 'noun' ? 0.5 : 0.35
  if (chain.pieces.length > 1) return where ? 0.5 : 0.3
  switch (chain.pieces[0]!.kind) {
    case 'known':
      if (where) return behind === 'noun' ? 0.65 : 0.77
      if (behind === 'place') return 0.64
      return behind === 'noun' ? 0.36 : behind === 'quality' && opens ? 0.3 : 0.47
    case 'country':
      return where && behind !== 'noun' && behind !== 'quality' ? 0.6 : 0.25
    case 'named':
      if (weakEnds.has(last)) return behind === 'place' && (where || opens) ? 0.6 : 0.3
      return (where || opens) && behind !== 'noun' ? 0.47 : 0.3
    default:
      return where && behind === 'nothing' ? 0.38 : 0.1
  }
}

/** The least that is told of; with less more is found, and more of it wrong. */
const threshold = 0.45

/**
 * Named places: countries, cities, roads, estates, grounds, alone or chained. Nobody's address, hence L1: where somebody lives is
 * found by `findAddresses`. Towns that a name of a body, a sight, a club or a book begins with are left out.
 */
export function findPlaces(words: readonly Word[]): Spot[] {
  const spots: Spot[] = []
  const ofMatch = ofMatches.test(words.map(word => word.text).join(''))
  let title = false
  let read = 0
  for (const chain of findPlaceChains(words)) {
    for (; read < chain.from; read++) {
      if (words[read]!.text === '《') title = true
      else if (words[read]!.text === '》') title = false
    }
    const first = words[chain.from]!
    const last = words[chain.to - 1]!
    const end = last.start + last.text.length
    const name = words
      .slice(chain.from, chain.to)
      .map(word => word.text)
      .join('')
    const before = words[chain.from - 1]?.text
    const where = before !== undefined && whereBefore.has(before)
    if (title || touristy.test(name) || (ofMatch && !chain.widened && chain.pieces[0]!.kind !== 'named'))
      continue
    const opens = before === undefined || opening.test(before)
    const score = weighPlace(chain, last.text, { where, opens, behind: lookBehind(words, chain) })
    if (score < threshold) continue
    const because = where ? ['list', 'context'] : ['list']
    spots.push({ type: 'address', start: first.start, end, score, because, level: 'L1' })
  }
  return spots
}

const touches = (one: Spot, other: Spot) => one.start < other.end && one.end > other.start

/**
 * Places beside what was found already. What is precise or surely a name stays as it is; a name that only looked like one
 * gives way to a place, and so does one that is nothing but the name of a place.
 */
export function withPlaces(text: string, found: readonly Spot[], places: readonly Spot[]): Spot[] {
  const { countries, places: known } = openGazetteer()
  const isName = ({ type, start, end, score }: Spot) => {
    const name = text.slice(start, end)
    return type !== 'name' || score >= 0.9 || (score >= 0.8 && !countries.has(name) && !known.has(name))
  }
  const isPlace = ({ start, end }: Spot) => {
    const name = text.slice(start, end)
    return name.length > 2 && (countries.has(name) || known.has(name))
  }
  const firm = found.filter(one => (one.type !== 'address' && isName(one)) || one.level === 'L4')
  const added = places.filter(place => !firm.some(one => touches(one, place)))
  const kept = found.filter(one => isName(one) || !(isPlace(one) || added.some(place => touches(one, place))))
  return [...kept, ...added]
}
