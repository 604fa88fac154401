import { type Database, keepDoing } from '#base/index.ts'
import { discardOldPosts } from './incoming.store.ts'

const hour = 3_600_000
const keptDays = 90

/** Discards posts that nobody mended for long. @returns how to stop. */
export function startIncoming(database: Database, warn: (error: Error) => void): () => Promise<void> {
  return keepDoing({ everyMilliseconds: hour, work: () => discardOldPosts(database, keptDays), warn })
}
