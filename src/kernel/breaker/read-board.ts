import type { z } from 'zod'
import type { Handle } from '#base/index.ts'
import type { breakerBoard } from './breaker.contract.ts'
import { selectBreakers, selectChanges, selectKeys, selectRecent } from './breaker.store.ts'
import { blindOf, relianceOf } from './reliance.rules.ts'
import { selectSwitches } from './switch.store.ts'
import { readSignals, type WatchParts } from './watch-runs.ts'

const pointsOf = 10
const newest = 200
const changesShown = 50

type Verdicts = Awaited<ReturnType<typeof selectRecent>>

const shareOf = (some: readonly boolean[]) => some.filter(Boolean).length / some.length

function points(verdicts: Verdicts): number[] {
  const shares: number[] = []
  for (let from = verdicts.length % pointsOf; from < verdicts.length; from += pointsOf)
    shares.push(shareOf(verdicts.slice(from, from + pointsOf).map(one => one.overridden)))
  return shares
}

/** Every breaker with its signals, what is switched off by hand, and what changed. */
export async function readBoard(
  handle: Handle,
  parts: Pick<WatchParts, 'algorithms' | 'countObjections'>,
): Promise<z.input<typeof breakerBoard>> {
  const held = await selectBreakers(handle)
  const rows: z.input<typeof breakerBoard>['rows'] = []
  for (const { settled, overridden, ...key } of await selectKeys(handle)) {
    const verdicts = await selectRecent(handle, key, { after: null, limit: newest })
    const reliance = relianceOf(verdicts)
    const state = held.find(
      one =>
        one.algorithm === key.algorithm &&
        one.department === key.department &&
        one.modelVersion === key.modelVersion,
    )
    rows.push({
      ...key,
      state: state?.state ?? 'closed',
      since: state?.since.toISOString() ?? null,
      settled,
      overridden,
      recent: points(verdicts),
      unopened: reliance.unopened,
      seconds: reliance.seconds,
      blind: blindOf(verdicts),
    })
  }
  const switches = (await selectSwitches(handle)).map(one => ({
    algorithm: one.algorithm,
    offAt: one.off_at.toISOString(),
    offBy: one.off_by,
    reason: one.reason,
    onAskedBy: one.on_asked_by,
  }))
  const changes = (await selectChanges(handle, changesShown)).map(one => ({
    at: one.recorded_at.toISOString(),
    algorithm: one.algorithm,
    department: one.department,
    modelVersion: one.model_version,
    before: one.before,
    after: one.after,
    because: one.because,
    by: one.made_by,
  }))
  const runs = []
  for (const algorithm of parts.algorithms) {
    const found = await readSignals(handle, parts, { algorithm, held, now: new Date() })
    if (!found) continue
    const { key, signals } = found
    runs.push({
      algorithm: key.algorithm,
      modelVersion: key.modelVersion,
      state: found.held?.state ?? ('closed' as const),
      since: found.held?.since.toISOString() ?? null,
      signals,
    })
  }
  return { rows, runs, switches, changes }
}
