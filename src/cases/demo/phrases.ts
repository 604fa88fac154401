import cityscape from './phrases/cityscape.json' with { type: 'json' }
import culture from './phrases/culture.json' with { type: 'json' }
import education from './phrases/education.json' with { type: 'json' }
import environment from './phrases/environment.json' with { type: 'json' }
import government from './phrases/government.json' with { type: 'json' }
import health from './phrases/health.json' with { type: 'json' }
import housing from './phrases/housing.json' with { type: 'json' }
import labour from './phrases/labour.json' with { type: 'json' }
import land from './phrases/land.json' with { type: 'json' }
import market from './phrases/market.json' with { type: 'json' }
import safety from './phrases/safety.json' with { type: 'json' }
import traffic from './phrases/traffic.json' with { type: 'json' }
import transport from './phrases/transport.json' with { type: 'json' }
import utilities from './phrases/utilities.json' with { type: 'json' }
import welfare from './phrases/welfare.json' with { type: 'json' }

/** What people say about one kind of matter. Words in braces are slots, filled with places, times and sums. */
export interface MatterPhrases {
  categoryId: string
  /** Noun phrases for a subject line. */
  matters: string[]
  cores: string[]
  extras: string[]
  questions: string[]
  /** What a seat can answer on the spot; null where the duty list has to do. */
  answer: string | null
  group: GroupPhrases
}

/** What fits every matter of a category of the second level, and so does not tell its matters apart. */
export interface GroupPhrases {
  categoryId: string
  vague: string[]
  harms: string[]
  demands: string[]
}

const branches = [
  ...[housing, cityscape, transport, traffic, environment, utilities, market, labour],
  ...[education, health, welfare, land, safety, culture, government],
]

/** Phrases by category of the third level. */
export const demoPhrases: ReadonlyMap<string, MatterPhrases> = new Map(
  branches.flatMap(branch =>
    branch.groups.flatMap(({ duties, ...group }) =>
      duties.map((duty): [string, MatterPhrases] => [duty.categoryId, { ...duty, group }]),
    ),
  ),
)
