import type { Level } from '#base/level.contract.ts'
import type { Finding } from '../guard/guard.contract.ts'
import { findAddresses } from './addresses.rules.ts'
import { findFacts } from './facts.rules.ts'
import { findNames } from './names.rules.ts'
import { findPlaces, withPlaces } from './places.rules.ts'
import { scanText } from './scan-text.ts'
import { segmentText } from './segment-text.ts'
import { defaultLevels, type Spot, settleSpots } from './spot.rules.ts'

const hasHan = /[\u4e00-\u9fff]/

/** A recogniser that a city made for itself. */
export interface OwnFinder {
  find(text: string): Spot[]
}

export interface RecogniseOptions {
  /** Recognisers of the city, beside those of the product. */
  own?: readonly OwnFinder[]
  /** Only what has a form of its own: no names and addresses, and no cutting into words. */
  structuredOnly?: boolean
  /**
   * Only what is highly sensitive: no names, and of addresses those with a door. A tenth of the time, as only clauses that may
   * hold a door are cut into words.
   */
  highOnly?: boolean
  /**
   * Named places as well (北京, 中关村), as addresses of level L1. Nobody lives there: they neither raise the level of a text nor
   * are masked, and what dispatches and answers needs them. The guard does not ask for them.
   */
  places?: boolean
  /** Levels of types where a configuration differs from the defaults. */
  levels?: Readonly<Record<string, Level>>
}

const clause = /[^。！？；，,!?;\n]+/g
const door =
  /[0-9０-９一二三四五六七八九十百A-Za-z]\s?(?:号|栋|幢|座|单元|室|楼|层|弄|组|院|排|户|门|期|房)|[0-9０-９]\s?[-－—–#]\s?[0-9０-９]/

// Where a city made names or places highly sensitive, they have to be looked for.
function isHighOnly({ highOnly, levels }: RecogniseOptions): boolean {
  return highOnly === true && levels?.name !== 'L4' && levels?.address !== 'L4'
}

function findDoors(text: string): Spot[] {
  const spots: Spot[] = []
  for (const { 0: part, index } of text.matchAll(clause)) {
    if (!door.test(part)) continue
    const words = segmentText(part).map(word => ({ ...word, start: word.start + index }))
    spots.push(...findAddresses(words).filter(spot => spot.level === 'L4'))
  }
  return spots
}

/**
 * What of a person or a body stands in a text. The findings are sorted and do not overlap; offsets count UTF-16 units of the
 * given text. Never throws, and takes time in proportion to the text, whatever is in it.
 */
export function recognise(text: string, options: RecogniseOptions = {}): Finding[] {
  const spots: Spot[] = []
  scanText(text, spots)
  if (!options.structuredOnly && hasHan.test(text)) {
    if (isHighOnly(options)) spots.push(...findDoors(text))
    else {
      const words = segmentText(text)
      const said = [...findNames(words), ...findAddresses(words)]
      spots.push(...(options.places ? withPlaces(text, said, findPlaces(words)) : said))
    }
    spots.push(...findFacts(text))
  }
  for (const one of options.own ?? []) spots.push(...one.find(text))
  if (spots.length === 0) return []
  return settleSpots(spots, options.levels ? { ...defaultLevels, ...options.levels } : defaultLevels)
}
