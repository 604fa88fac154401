import type { CaseLoop } from '../case-loop.ts'
import type { FeedFormat } from './open-data.contract.ts'
import { type WrittenFeed, writeFeed } from './write-feed.ts'

const freshMilliseconds = 3_600_000
const mostKept = 12

interface Kept {
  feed: Promise<WrittenFeed>
  until: number
}

/** Feeds written within the last hour: however many ask, a month is worked out once. */
export interface FeedShelf {
  /** The version is that of what is offered: what was written for another one is not given out any more. */
  take(month: string, format: FeedFormat, version?: number): Promise<WrittenFeed>
  clear(): Promise<void>
}

/** Keeps the last dozen of feeds; one that is given out is still read to its end after it was dropped. */
export function createFeedShelf(loop: CaseLoop, now: () => number = Date.now): FeedShelf {
  const kept = new Map<string, Kept>()
  const forget = (key: string) => {
    const one = kept.get(key)
    kept.delete(key)
    return one?.feed.then(feed => feed.drop()).catch(() => undefined)
  }
  return {
    take: async (month, format, version = 0) => {
      const key = `${month}.${version}.${format}`
      const found = kept.get(key)
      if (found && found.until > now()) return await found.feed
      void forget(key)
      const feed = writeFeed(loop, month, format)
      kept.set(key, { feed, until: now() + freshMilliseconds })
      // What failed is not kept: the next who asks tries again.
      feed.catch(() => kept.get(key)?.feed === feed && kept.delete(key))
      while (kept.size > mostKept) void forget(kept.keys().next().value as string)
      return await feed
    },
    clear: async () => void (await Promise.all([...kept.keys()].map(forget))),
  }
}
