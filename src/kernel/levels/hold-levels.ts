import type { z } from 'zod'
import { type Database, higher, type Level, raiseLevels, readContracts } from '#base/index.ts'
import { ceilingOf } from './effective-level.rules.ts'
import { selectInForce, selectRevision } from './level.store.ts'
import { type LevelSettings, shippedSettings } from './level-settings.contract.ts'

/** The levels as they hold now; another object as soon as they were changed. */
export interface LevelsInForce {
  /** 0 while they are as the product has them. */
  number: number
  settings: LevelSettings
  /** What a provider may receive; `own` is the ceiling it has by itself. */
  ceiling(provider: string, own: Level): Level
}

/** The levels of this process. */
export interface LevelHolder {
  /** What is in force; asked of the database at most every two seconds. */
  inForce(): Promise<LevelsInForce>
  /** Providers that were asked since the start, with their own ceilings. */
  providers: ReadonlyMap<string, Level>
  /** To be called when they were changed here: the next look asks again. */
  forget(): void
}

/** What another process changes is seen here within this many milliseconds. */
const age = 2000

async function raise({ fields }: LevelSettings): Promise<void> {
  const raised = Object.entries(fields).filter(([, { raise: to }]) => to !== null)
  const schemas = new Map<z.ZodType, Level>()
  if (raised.length > 0) {
    const byId = new Map((await readContracts()).map(one => [one.id, one.schema]))
    for (const [id, { raise: to }] of raised) {
      const schema = byId.get(id)
      // Two contracts may share one field: the higher raise wins.
      if (schema && to) schemas.set(schema, higher(schemas.get(schema) ?? 'L1', to))
    }
  }
  raiseLevels(schemas)
}

/**
 * Keeps the levels ready. While the database does not answer, those of before go on: none of them may fall because something
 * else fails.
 */
export function createLevels(database: Database): LevelHolder {
  const providers = new Map<string, Level>()
  let held: { revision: number; inForce: LevelsInForce } | undefined
  let asked = Number.NEGATIVE_INFINITY
  let asking: Promise<void> | undefined
  const make = (number: number, settings: LevelSettings): LevelsInForce => ({
    number,
    settings,
    ceiling: (provider, own) => {
      providers.set(provider, own)
      return ceilingOf(own, settings.ceilings[provider])
    },
  })
  const look = async () => {
    const at = performance.now()
    const revision = await selectRevision(database)
    if (held?.revision !== revision) {
      const row = await selectInForce(database)
      const inForce = make(row?.number ?? 0, row?.settings ?? shippedSettings)
      await raise(inForce.settings)
      held = { revision, inForce }
    }
    asked = at
  }
  return {
    inForce: async () => {
      if (performance.now() - asked > age) {
        asking ??= look().finally(() => {
          asking = undefined
        })
        if (held) await asking.catch(() => undefined)
        else await asking
      }
      return held!.inForce
    },
    providers,
    forget: () => {
      asked = Number.NEGATIVE_INFINITY
    },
  }
}
