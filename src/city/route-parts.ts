import type { Database } from '#base/index.ts'
import type { City } from './create-city.ts'
import type { UsedOutside } from './read-use.ts'

/** What the routes of the city need. The city knows nothing of people: `who` names the caller for the ledger. */
export interface RouteParts<Caller> {
  database: Database
  city: City
  who(caller: Caller): string
  /** What other rooms keep of a region or category. */
  usedOutside: UsedOutside
}
