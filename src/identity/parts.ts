import type { Config, Database } from '#base/index.ts'
import type { Authenticator } from './authenticate.ts'
import type { Permissions } from './permissions.ts'
import type { CityPort } from './scope.rules.ts'

/** What the routes of this room work with. */
export interface Parts {
  database: Database
  config: Pick<Config, 'singleSignOn'>
  city: CityPort
  permissions: Permissions
  authenticator: Authenticator
  now: () => Date
}
