import type { Database } from '#base/index.ts'
import { modelError } from './model.errors.ts'
import { selectActive, selectBytes } from './model.store.ts'
import { asModelError } from './refusal.ts'
import type { TextModel } from './text-model.rules.ts'
import { decodeTextModel } from './text-model-codec.rules.ts'
import { parseReference, versionIdOf } from './version-state.rules.ts'

/** A version that can be run, and the bytes it was made from (for a worker that loads it too). */
export interface HeldModel {
  id: string
  task: string
  model: TextModel
  bytes: Uint8Array
}

/** The versions in use, and those lately asked for, in memory. */
export interface HeldModels {
  /** The version a reference means; null when the task has none in use. @throws models.unknown-version */
  find(reference: string): Promise<HeldModel | null>
  /** The next question looks into the database. */
  reload(): void
}

/** How long another process's activation may go unnoticed here. */
const staleAfter = 2000
/** A model takes some 20 MB; a city has two in use and evaluates one at a time. */
const mostHeld = 4

/** Loads models on first use. @param now Unix milliseconds; replaced in tests. */
export function createHeldModels(database: Database, now: () => number = Date.now): HeldModels {
  const held = new Map<string, Promise<HeldModel>>()
  let active: Promise<Map<string, string>> | undefined
  let readAt = Number.NEGATIVE_INFINITY

  const readActive = (): Promise<Map<string, string>> => {
    const instant = now()
    if (active && instant - readAt < staleAfter && instant >= readAt) return active
    readAt = instant
    const reading = selectActive(database)
    active = reading
    // A failed look is not kept: the next question asks again.
    reading.catch(() => {
      if (active === reading) active = undefined
    })
    return reading
  }

  const load = async (id: string): Promise<HeldModel> => {
    const row = await selectBytes(database, id)
    if (!row) throw modelError('models.unknown-version', { version: id })
    if (versionIdOf(row.task, row.bytes) !== id) throw modelError('models.unreadable-model', { version: id })
    try {
      return { id, task: row.task, model: decodeTextModel(row.bytes), bytes: row.bytes }
    } catch (error) {
      throw asModelError(error, id)
    }
  }

  const hold = (id: string): Promise<HeldModel> => {
    const known = held.get(id)
    const loading = known ?? load(id)
    held.delete(id)
    held.set(id, loading)
    if (!known) loading.catch(() => held.delete(id))
    const [oldest] = held.keys()
    if (held.size > mostHeld && oldest !== undefined) held.delete(oldest)
    return loading
  }

  return {
    find: async reference => {
      const { task, version } = parseReference(reference)
      const id = version ?? (await readActive()).get(task)
      if (!id) return null
      const found = await hold(id)
      if (found.task !== task) throw modelError('models.unknown-version', { version: id })
      return found
    },
    reload: () => {
      active = undefined
    },
  }
}
