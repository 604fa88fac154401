import type { Access, Database, Route } from '#base/index.ts'
import { wallTime } from '#city/index.ts'
import type { Actor, Permissions } from '#identity/index.ts'
import { incidentRoutes } from './incident.routes.ts'
import { noteRefusals } from './note-refusals.ts'
import { startIncidentWatch } from './start-incident-watch.ts'

/** The incident room over a database. */
export interface Incidents {
  routes: Route<Actor>[]
  watching(routes: readonly Route<Actor>[]): Route<Actor>[]
  atDoor(authorize: (actor: Actor, access: Access) => void): (actor: Actor, access: Access) => void
  isNight(at: Date): boolean
  startWatch(): void
  /** Writes what was refused up to now. */
  flush(): Promise<void>
  /** Stops the watch, and writes what was refused. */
  stop(): Promise<void>
}

/** From ten in the evening until six, by the clock of the city. */
export function isNightIn(timeZone: string, at: Date): boolean {
  const hour = wallTime(timeZone, at.getTime()).milliseconds / 3_600_000
  return hour < 6 || hour >= 22
}

/** Opens the incident room: its routes, its watch over the ledger, and the count of refusals. */
export function createIncidents(parts: {
  database: Database
  dataFolder: string
  permissions: Pick<Permissions, 'permits'>
  /** Of the city as it is now. */
  timeZone(): string
  warn(error: Error): void
}): Incidents {
  const { database, dataFolder, timeZone, warn } = parts
  const { watching, atDoor, flush, stop } = noteRefusals(database, { warn })
  const isNight = (at: Date) => isNightIn(timeZone(), at)
  let stopWatch: () => Promise<void> = async () => undefined
  return {
    routes: incidentRoutes(parts),
    watching,
    atDoor,
    flush,
    isNight,
    startWatch: () => {
      stopWatch = startIncidentWatch({ database, dataFolder, isNight, warn })
    },
    stop: async () => void (await Promise.all([stopWatch(), stop()])),
  }
}
