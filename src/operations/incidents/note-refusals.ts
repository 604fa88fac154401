import {
  type Access,
  CatalogueError,
  type Database,
  inTransaction,
  keepDoing,
  type Route,
} from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { append } from '#ledger/index.ts'

/** Keeps count of what signed-in people were refused. */
export interface Refusals {
  /** The routes, watched: a refusal inside one, above the clearance for instance, is noted. */
  watching(routes: readonly Route<Actor>[]): Route<Actor>[]
  /** The door before the routes, watched. */
  atDoor(authorize: (actor: Actor, access: Access) => void): (actor: Actor, access: Access) => void
  /** Writes what was noted. */
  flush(): Promise<void>
  stop(): Promise<void>
}

/** One entry for an account in ten seconds: who asks a thousand times must not fill the ledger. */
const everyMilliseconds = 10_000
const mostAccounts = 10_000
const mostCodes = 10

const mostRemembered = 100_000

/** Whether the same was asked for within these ten minutes: a page that asks again and again by itself is no attack. */
function rememberAsked(now: () => number): (what: string) => boolean {
  let since = Math.floor(now() / 600_000)
  let asked = new Set<string>()
  return what => {
    const present = Math.floor(now() / 600_000)
    if (present !== since || asked.size >= mostRemembered) {
      since = present
      asked = new Set()
    }
    const isAgain = asked.has(what)
    asked.add(what)
    return isAgain
  }
}

/** Notes refusals and writes them to the ledger now and then. */
export function noteRefusals(
  database: Database,
  {
    warn,
    pause = everyMilliseconds,
    now = Date.now,
  }: { warn(error: Error): void; pause?: number; now?: () => number },
): Refusals {
  let held = new Map<string, { times: number; codes: Set<string> }>()
  const isAgain = rememberAsked(now)
  const note = (actor: Actor, thrown: unknown, what: string) => {
    if (actor.kind !== 'person' || actor.pending) return
    if (!(thrown instanceof CatalogueError) || thrown.entry.status !== 403) return
    if (isAgain(`${actor.id} ${what}`)) return
    const known = held.get(actor.id)
    if (!known && held.size >= mostAccounts) return
    const { times, codes } = known ?? { times: 0, codes: new Set<string>() }
    if (codes.size < mostCodes) codes.add(thrown.code)
    held.set(actor.id, { times: times + 1, codes })
  }
  const flush = async () => {
    const now = held
    if (now.size === 0) return
    held = new Map()
    const entries = [...now].map(([by, { times, codes }]) => ({
      kind: 'access.refused',
      subject: by,
      body: { by, times, codes: [...codes].toSorted() },
    }))
    await inTransaction(database, tx => append(tx, entries))
  }
  const end = keepDoing({ everyMilliseconds: pause, work: flush, warn })
  return {
    watching: routes =>
      routes.map(route => ({
        ...route,
        handle: async request => {
          try {
            return await route.handle(request)
          } catch (error) {
            note(request.caller, error, `${route.method} ${route.path} ${JSON.stringify(request.params)}`)
            throw error
          }
        },
      })),
    atDoor: authorize => (actor, access) => {
      try {
        authorize(actor, access)
      } catch (error) {
        note(actor, error, typeof access === 'string' ? access : access.action)
        throw error
      }
    },
    flush,
    stop: async () => {
      await end()
      await flush()
    },
  }
}
