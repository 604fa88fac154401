import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { openChannel } from './notices.store.ts'

/** Where to hear what, and what to do about it. */
export interface Hearing {
  connection: pg.PoolConfig
  channel: string
  /** Called for every notice, and once after every break: what was said meanwhile is not known. */
  hear(): void
}

const retryMilliseconds = 1000

/**
 * Hears the notices that committed transactions of other processes send (PostgreSQL's LISTEN). A broken connection is
 * opened again, once a second, without an end; behind a pooler that shares connections nothing is heard, so whoever
 * keeps something in memory gives it an age too.
 * @returns a function that ends it
 */
export function hearNotices({ connection, channel, hear }: Hearing): () => Promise<void> {
  const ending = new AbortController()
  const { signal } = ending
  const listen = async () => {
    while (!signal.aborted) {
      const client = await openChannel(connection, channel).catch(() => undefined)
      if (client) {
        client.on('notification', hear)
        hear()
        await new Promise<void>(done => {
          client.once('end', () => done())
          signal.addEventListener('abort', () => void client.end().catch(() => done()), { once: true })
          if (signal.aborted) void client.end().catch(() => done())
        })
      }
      await pause(retryMilliseconds, undefined, { signal, ref: false }).catch(() => undefined)
    }
  }
  const listening = listen()
  return async () => {
    ending.abort()
    await listening
  }
}
