import { setTimeout as pause } from 'node:timers/promises'

/** Something that has to answer before requests are sent to this process. */
export interface Probe {
  name: string
  /** Without it the process is not ready; otherwise it is ready, and degraded. */
  needed: boolean
  /** Resolves when it is as it should be, throws when it is not. */
  ask(): Promise<unknown>
}

export interface Readiness {
  ready: boolean
  status: 'ready' | 'degraded' | 'not ready'
  /** Names of what was asked, and whether it answered well and in time. */
  checks: Record<string, 'good' | 'failed'>
}

// One question of a kind at a time: a database that stands still would else get one more hanging connection with each.
function oneAtATime(ask: Probe['ask']): () => Promise<boolean> {
  let asking: Promise<boolean> | undefined
  return () => {
    asking ??= ask()
      .then(
        () => true,
        () => false,
      )
      .finally(() => {
        asking = undefined
      })
    return asking
  }
}

/**
 * Makes the question whether requests may be sent here. What does not answer within the limit counts as failed; the
 * question goes on and the next one waits for it, so that it is back by itself when it answers again.
 */
export function readinessOf(probes: readonly Probe[], limitMilliseconds = 2000): () => Promise<Readiness> {
  const asked = probes.map(({ name, needed, ask }) => ({ name, needed, ask: oneAtATime(ask) }))
  return async () => {
    const ending = new AbortController()
    const late = pause(limitMilliseconds, false, { signal: ending.signal }).catch(() => false)
    const answers = await Promise.all(
      asked.map(async ({ name, needed, ask }) => ({ name, needed, good: await Promise.race([ask(), late]) })),
    )
    ending.abort()
    const ready = answers.every(one => one.good || !one.needed)
    const all = answers.every(one => one.good)
    return {
      ready,
      status: all ? 'ready' : ready ? 'degraded' : 'not ready',
      checks: Object.fromEntries(answers.map(one => [one.name, one.good ? 'good' : 'failed'])),
    }
  }
}
