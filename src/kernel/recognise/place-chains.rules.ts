import {
  facility,
  neverInPlace,
  notPlaces,
  openGazetteer,
  placeEnds,
  sights,
  whereBefore,
} from './place-words.ts'
import type { Word } from './segment-text.ts'

/** How a place is known: by the lists, as a country, by jieba's list with or without an ending, by its ending and the name before. */
export type PieceKind = 'known' | 'country' | 'listed' | 'ended' | 'named'

/** A part of a place: the words from `from` up to, without, `to`. */
export interface Piece {
  from: number
  to: number
  kind: PieceKind
}

/** Pieces without anything between them: 北京市 + 朝阳区 + 建国路. */
export interface PlaceChain {
  from: number
  to: number
  pieces: Piece[]
  /** Nouns behind the pieces up to a house or ground belong to it: 北京 + 国际会议厅. */
  widened: boolean
}

const han = /^[\u4e00-\u9fff]+$/
const figure = /^(?:[0-9０-９]+|[a-zA-Z]|[一二三四五六七八九十]+)$/
const door = /^(?:号|号楼|号院|栋|幢|座|单元|室|楼|层|弄|号门|期|区|队|组|站|线|号线|号地|环|里|段)$/
const divisionEnd = /[省市区县镇乡村路街道巷桥门庄]$/

/** The longest name the lists hold from a word on; else what jieba's list calls a place. */
function knownAt(words: readonly Word[], at: number): Piece | undefined {
  const { countries, places } = openGazetteer()
  let name = ''
  let best: Piece | undefined
  for (let to = at; to < words.length && to < at + 5; to++) {
    name += words[to]!.text
    if (name.length > 12) break
    if (name.length < 2) continue
    if (countries.has(name)) best = { from: at, to: to + 1, kind: 'country' }
    else if (places.has(name) && !notPlaces.has(name)) best = { from: at, to: to + 1, kind: 'known' }
  }
  if (best) return best
  const { text, tag } = words[at]!
  if (tag !== 'ns' || text.length < 2 || !han.test(text) || notPlaces.has(text)) return undefined
  return { from: at, to: at + 1, kind: text.length > 2 && divisionEnd.test(text) ? 'ended' : 'listed' }
}

function isNameable({ text, tag }: Word): boolean {
  if (!han.test(text) || text.length > 3) return false
  if (!/^(?:n|j|a$|b|x|g|z|s|f|i|l|h|v$|q|o|y)/.test(tag)) return false
  return text.length === 1 ? !neverInPlace.has(text) : tag !== 'v'
}

/** A kind of place with its name of at most four characters before it, as an unknown name is cut into loose words. */
function namedAt(words: readonly Word[], at: number, lowest: number): Piece | undefined {
  if (!placeEnds.has(words[at]!.text)) return undefined
  let from = at
  let length = 0
  while (from > lowest && at - from < 3) {
    const word = words[from - 1]!
    if (!isNameable(word) || length + word.text.length > 4) break
    from -= 1
    length += word.text.length
  }
  return length === 0 ? undefined : { from, to: at + 1, kind: 'named' }
}

function piecesOf(words: readonly Word[]): Piece[] {
  const pieces: Piece[] = []
  let lowest = 0
  for (let at = 0; at < words.length; at++) {
    const last = pieces.at(-1)
    const known = knownAt(words, at)
    if (known) pieces.push(known)
    // 阿拉斯加 + 州: the ending that the cutting parted from a name.
    else if (last?.to === at && placeEnds.has(words[at]!.text)) last.to = at + 1
    else {
      const named = namedAt(words, at, lowest)
      if (!named) continue
      pieces.push(named)
    }
    lowest = pieces.at(-1)!.to
    at = lowest - 1
  }
  return pieces
}

/** Goes on over nouns, up to the last that is a house or ground. */
function widen(words: readonly Word[], chain: PlaceChain): void {
  let best = chain.to
  let length = 0
  for (let to = chain.to; to < words.length && length < 14; to++) {
    const { text, tag } = words[to]!
    if (!/^[\u4e00-\u9fffA-Za-z0-9]+$/.test(text) || sights.has(text) || /^[里内家上中]$/.test(text)) break
    if (/^(?:u|p|c|d|r|v$|y|t)/.test(tag) && !facility.test(text)) break
    length += text.length
    if (facility.test(text) && !/(?:地区|市场)$/.test(text)) best = to + 1
  }
  chain.widened = best > chain.to
  chain.to = best
}

/** Places of a text with what is chained to them, whatever they may turn out to be. */
export function findPlaceChains(words: readonly Word[]): PlaceChain[] {
  const chains: PlaceChain[] = []
  for (const piece of piecesOf(words)) {
    const last = chains.at(-1)
    if (last?.to === piece.from) {
      last.pieces.push(piece)
      last.to = piece.to
    } else chains.push({ from: piece.from, to: piece.to, pieces: [piece], widened: false })
    const chain = chains.at(-1)!
    while (figure.test(words[chain.to]?.text ?? '') && door.test(words[chain.to + 1]?.text ?? ''))
      chain.to += 2
  }
  const kept: PlaceChain[] = []
  for (const chain of chains) {
    if (chain.from < (kept.at(-1)?.to ?? 0)) continue
    if (whereBefore.has(words[chain.from - 1]?.text ?? '') || chain.pieces.length > 1) widen(words, chain)
    kept.push(chain)
  }
  return kept
}
