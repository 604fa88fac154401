import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { openChannel } from './notices.store.ts'

/** Where to hear what, and what to do about it. */
export interface Hearing {
  connection: pg.PoolConfig
  channel: string
  /** Called for every notice, and once after every break: what was said meanwhile is not known. */
  hear(): void
  /** Milliseconds between two questions whether the server is still there; 30,000 unless given. */
  askEvery?: number
}

const retryMilliseconds = 1000

/** Hears one connection until it breaks, dies quietly (a firewall that forgot it) or is ended. */
async function hearOne({ connection, channel, hear, askEvery = 30_000 }: Hearing, ended: Promise<void>) {
  const opening = openChannel(connection, channel)
  // One that opens after the end is let go again; the end does not wait for it.
  const open = await Promise.race([opening, ended])
  if (!open) return void opening.then(one => one.drop()).catch(() => undefined)
  open.onNotice(hear)
  hear()
  let waits = false
  const ask = async () => {
    if (waits) return
    waits = true
    await open.ask().catch(open.drop)
    waits = false
  }
  const asking = setInterval(() => void ask(), askEvery)
  asking.unref()
  await Promise.race([open.gone, ended])
  clearInterval(asking)
  open.drop()
}

/**
 * Hears the notices that committed transactions of other processes send (PostgreSQL's LISTEN). A broken connection is
 * opened again, once a second, without an end; behind a pooler that shares connections nothing is heard, so whoever
 * keeps something in memory gives it an age too.
 * @returns a function that ends it at once
 */
export function hearNotices(hearing: Hearing): () => Promise<void> {
  const ending = new AbortController()
  const { signal } = ending
  const ended = new Promise<void>(done => signal.addEventListener('abort', () => done(), { once: true }))
  const listen = async () => {
    while (!signal.aborted) {
      await hearOne(hearing, ended).catch(() => undefined)
      await pause(retryMilliseconds, undefined, { signal, ref: false }).catch(() => undefined)
    }
  }
  const listening = listen()
  return async () => {
    ending.abort()
    await listening
  }
}
