import { setTimeout as pause } from 'node:timers/promises'

/** Work that is done again and again until it is told to stop. */
export interface Round {
  everyMilliseconds: number
  /** @param turn counts from 0. @param signal aborts when the rounds are to end: a long round looks at it. */
  work(turn: number, signal: AbortSignal): Promise<unknown>
  /** Told of each round that failed; not of what broke because the rounds were ended. */
  warn(error: Error): void
}

/**
 * Works, pauses, works again. A round that fails is told and the next one comes in its time: a database that is away must not
 * end the work of the day. The pause keeps no process alive.
 * @returns how to stop; resolves when the present round has ended.
 */
export function keepDoing(round: Round): () => Promise<void> {
  const ending = new AbortController()
  const { signal } = ending
  const rounds = async () => {
    for (let turn = 0; !signal.aborted; turn++) {
      await attempt(() => round.work(turn, signal), { signal, warn: round.warn })
      await pause(round.everyMilliseconds, undefined, { signal, ref: false }).catch(() => undefined)
    }
  }
  const working = rounds()
  return async () => {
    ending.abort()
    await working
  }
}

/** Does one of several works of a round: if it fails, that is told and the others have their turn. */
export async function attempt(
  work: () => Promise<unknown>,
  { signal, warn }: { signal: AbortSignal; warn(error: Error): void },
): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!signal.aborted) warn(error as Error)
  }
}
