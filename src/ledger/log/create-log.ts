import { randomBytes } from 'node:crypto'
import { type Database, keepDoing } from '#base/index.ts'
import { askWitnesses } from '../witness/ask-witnesses.ts'
import { readSeenHead, type SeenHead, seenHead, writeSeenHead } from './seen-head.ts'
import { mostAtOnce, sequenceEntries } from './sequence-entries.ts'

/** The log of this node. */
export interface Log {
  /** Gives all entries that wait their places. @returns how many; null when another process is at it */
  sequence(signal?: AbortSignal): Promise<number | null>
  /** Sequences each second, and asks the witnesses now and then, until stopped. @returns how to stop */
  startSequencer(warn: (error: Error) => void): () => Promise<void>
}

/** A name nobody else has; a city that is to be known by its own sets CHENGSHU_LEDGER_ORIGIN before the first start. */
const freshOrigin = () => `chengshu.invalid/${randomBytes(8).toString('hex')}`

/** The log over a database, watched against what this node saw of it before. */
export function createLog(parts: {
  database: Database
  dataFolder: string
  origin: string | undefined
}): Log {
  const { database, dataFolder } = parts
  let seen: SeenHead | null | undefined
  const sequence = async (signal?: AbortSignal) => {
    seen ??= await readSeenHead(dataFolder)
    let total = 0
    for (;;) {
      const done = await sequenceEntries(database, { seen, origin: () => parts.origin ?? freshOrigin() })
      if (done === null) return null
      if (seen?.note !== done.head.note) {
        seen = seenHead(done.head.note)
        await writeSeenHead(dataFolder, done.head.note)
      }
      total += done.added
      if (done.added < mostAtOnce || signal?.aborted) return total
    }
  }
  return {
    sequence,
    startSequencer: warn => {
      const stops = [
        keepDoing({ everyMilliseconds: 1000, work: (_, signal) => sequence(signal), warn }),
        keepDoing({ everyMilliseconds: 10_000, work: () => askWitnesses(database), warn }),
      ]
      return async () => void (await Promise.all(stops.map(stop => stop())))
    },
  }
}
