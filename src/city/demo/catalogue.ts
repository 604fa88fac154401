import cityscape from './catalogue/cityscape.json' with { type: 'json' }
import culture from './catalogue/culture.json' with { type: 'json' }
import education from './catalogue/education.json' with { type: 'json' }
import environment from './catalogue/environment.json' with { type: 'json' }
import government from './catalogue/government.json' with { type: 'json' }
import health from './catalogue/health.json' with { type: 'json' }
import housing from './catalogue/housing.json' with { type: 'json' }
import labour from './catalogue/labour.json' with { type: 'json' }
import land from './catalogue/land.json' with { type: 'json' }
import market from './catalogue/market.json' with { type: 'json' }
import safety from './catalogue/safety.json' with { type: 'json' }
import traffic from './catalogue/traffic.json' with { type: 'json' }
import transport from './catalogue/transport.json' with { type: 'json' }
import utilities from './catalogue/utilities.json' with { type: 'json' }
import welfare from './catalogue/welfare.json' with { type: 'json' }

/** A kind of matter and who is responsible for it; category and duty in one row, so that they cannot drift apart. */
export interface CatalogueDuty {
  id: string
  name: string
  nameEnglish: string
  title: string
  titleEnglish: string
  /** Short name of a department, or `district`: the government of the district where the matter lies. */
  host: string
  coHosts: string[]
  /** `law` or `law@article`; the article is left out where it is not certain. */
  laws: string[]
  workdays: number
  urgency: string
  /** What citizens call it: matched against their messages. */
  words: string
}

export interface CatalogueGroup {
  id: string
  name: string
  nameEnglish: string
  duties: CatalogueDuty[]
}

export interface CatalogueBranch {
  id: string
  name: string
  nameEnglish: string
  groups: CatalogueGroup[]
}

export const demoCatalogue: readonly CatalogueBranch[] = [
  ...[housing, cityscape, transport, traffic, environment, utilities, market, labour],
  ...[education, health, welfare, land, safety, culture, government],
]
