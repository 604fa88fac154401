import type { z } from 'zod'
import type { Handle } from '#base/index.ts'
import type { breakerBoard } from './breaker.contract.ts'
import { selectBreakers, selectChanges, selectKeys, selectRecent } from './breaker.store.ts'
import { selectSwitches } from './switch.store.ts'

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

function middle(values: readonly number[]): number | null {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? null
}

/** How people followed without looking: of those verdicts of which it is known. */
function reliance(verdicts: Verdicts) {
  const adopted = verdicts.filter(one => !one.overridden && !one.blind)
  const known = adopted.filter(one => one.evidenceOpened !== null)
  return {
    unopened: known.length > 0 ? shareOf(known.map(one => !one.evidenceOpened)) : null,
    seconds: middle(adopted.flatMap(one => one.seconds ?? [])),
  }
}

/** Every breaker with its signals, what is switched off by hand, and what changed. */
export async function readBoard(handle: Handle): Promise<z.input<typeof breakerBoard>> {
  const held = await selectBreakers(handle)
  const rows: z.input<typeof breakerBoard>['rows'] = []
  for (const { settled, overridden, ...key } of await selectKeys(handle)) {
    const verdicts = await selectRecent(handle, key, { after: null, limit: newest })
    const blind = verdicts.filter(one => one.blind)
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
      ...reliance(verdicts),
      blind: { settled: blind.length, overridden: blind.filter(one => one.overridden).length },
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
  return { rows, switches, changes }
}
