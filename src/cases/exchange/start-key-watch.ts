import { type Database, keepDoing } from '#base/index.ts'
import { warnOfEndingKeys } from './warn-of-ending-keys.ts'

const everyMilliseconds = 3_600_000

/** Looks once an hour for keys whose end has to be warned of. @returns how to stop */
export function startKeyWatch(database: Database, warn: (error: Error) => void): () => Promise<void> {
  return keepDoing({ everyMilliseconds, work: () => warnOfEndingKeys(database), warn })
}
