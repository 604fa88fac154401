import { limitsFor, type Reference, watchDrops } from '#kernel/breaker/detect-drop.rules.ts'
import { printRunSignals } from './breaker-runs.ts'

type Print = (line: string) => void
type Watch = (isOverridden: boolean) => unknown
type Chance = () => number

const week = 1000
const met = (reached: boolean) => (reached ? 'met' : 'NOT met')
const percent = (share: number) => `${(share * 100).toFixed(1)} %`

/** Numbers from 0 to 1 from a seed (mulberry32): the same runs on every machine. */
function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** The peer: CUSUM for a drop of a size that it is told beforehand. */
function cusum(base: number, drop: number, threshold: number): Watch {
  const [good, bad] = [Math.log((base - drop) / base), Math.log((1 - base + drop) / (1 - base))]
  let sum = 0
  return isOverridden => {
    sum = Math.max(0, sum + (isOverridden ? bad : good))
    return sum >= threshold ? true : null
  }
}

/** False alarms per 100 weeks; the detector begins anew after each, as a breaker does. */
function falseAlarms(
  begin: () => Watch,
  base: number,
  { weeks, seed }: { weeks: number; seed: number },
): number {
  const chance = chanceOf(seed)
  let watch = begin()
  let alarms = 0
  for (let n = 0; n < weeks * week; n++)
    if (watch(chance() >= base)) {
      alarms++
      watch = begin()
    }
  return (alarms / weeks) * 100
}

/** Share of drops seen within 200 decisions, and the middle of the delays. The drop comes after a week without an alarm. */
function caught(
  begin: (chance: Chance) => Watch,
  of: { base: number; drop: number; runs: number; seed: number },
) {
  const chance = chanceOf(of.seed)
  const delays: number[] = []
  while (delays.length < of.runs) {
    const watch = begin(chance)
    let early = false
    for (let n = 0; n < week && !early; n++) early = Boolean(watch(chance() >= of.base))
    if (early) continue
    let delay = 1
    while (delay < 5000 && !watch(chance() >= of.base - of.drop)) delay++
    delays.push(delay)
  }
  const within = delays.filter(delay => delay <= 200).length / delays.length
  return { within, middle: delays.toSorted((a, b) => a - b)[Math.floor(delays.length / 2)]! }
}

/** The smallest threshold of the peer with at most one false alarm in 100 weeks; found on runs of its own. */
function thresholdOf(base: number, drop: number): number {
  for (let threshold = 3; ; threshold += 0.1)
    if (falseAlarms(() => cusum(base, drop, threshold), base, { weeks: 5000, seed: 77 }) <= 1)
      return threshold
}

const settled: Reference['total'] = 4000
/** A reference as it would be learned: 4,000 settled decisions at the base rate. */
function learned(base: number, chance: Chance): Reference {
  let overridden = 0
  for (let n = 0; n < settled; n++) if (chance() >= base) overridden++
  return { total: settled, overridden }
}

const known = (base: number): Reference => ({
  total: 1_000_000,
  overridden: Math.round((1 - base) * 1_000_000),
})

function mainFigures(print: Print, runs: number): void {
  const [base, drop] = [0.9, 0.15]
  const limits = limitsFor(known(base))
  print(`limits at adoption 0.90: ${limits.map(one => `${one.limit} of ${one.window}`).join(', ')}`)
  const alarms = falseAlarms(() => watchDrops(limits), base, { weeks: 20_000, seed: 1 })
  const seen = caught(() => watchDrops(limits), { base, drop, runs, seed: 2 })
  const threshold = thresholdOf(base, drop)
  const peer = caught(() => cusum(base, drop, threshold), { base, drop, runs, seed: 2 })
  const peerAlarms = falseAlarms(() => cusum(base, drop, threshold), base, { weeks: 20_000, seed: 1 })
  print(
    `false trips per 100 weeks: ${alarms.toFixed(2)} (target ≤ 1: ${met(alarms <= 1)}); CUSUM ${peerAlarms.toFixed(2)}`,
  )
  print(
    `a drop of 15 points seen within 200 decisions: ${percent(seen.within)} (target 95 %: ${met(seen.within >= 0.95)}), middle ${seen.middle}; CUSUM told of the 15 points beforehand: ${percent(peer.within)}, middle ${peer.middle}; ratio ${(seen.within / peer.within).toFixed(3)}`,
  )
  const chance = chanceOf(5)
  let trips = 0
  for (let round = 0; round < 400; round++) {
    const own = limitsFor(learned(base, chance))
    trips += falseAlarms(() => watchDrops(own), base, { weeks: 50, seed: 1000 + round })
  }
  const unsure = caught(at => watchDrops(limitsFor(learned(base, at))), { base, drop, runs, seed: 3 })
  print(
    `with the rate learned from 4,000 settled decisions instead of known: false trips ${(trips / 400).toFixed(2)} per 100 weeks, seen within 200 ${percent(unsure.within)}`,
  )
}

/** Simulated weeks; `breaker [RUNS]`. */
export const bench = {
  name: 'breaker: false trips and drops of adoption seen, on simulated weeks of 1,000 decisions',
  run: async ({ print, arguments: [given] }: { print: Print; arguments: string[] }): Promise<void> => {
    const runs = Number(given ?? 5000)
    mainFigures(print, runs)
    const drops = [0.05, 0.1, 0.15, 0.2, 0.25, 0.3]
    print('')
    print(
      'seen within 200 decisions (middle of the delays), by adoption before and drop in points; false trips per 100 weeks',
    )
    print(`adoption  ${drops.map(drop => String(drop * 100).padStart(14)).join('')}   false trips`)
    for (const base of [0.65, 0.7, 0.75, 0.8, 0.85, 0.9]) {
      const limits = limitsFor(known(base))
      const cells = drops.map(drop => {
        const { within, middle } = caught(() => watchDrops(limits), {
          base,
          drop,
          runs: Math.ceil(runs / 5),
          seed: 4,
        })
        return `${percent(within)} (${middle})`.padStart(14)
      })
      const alarms = falseAlarms(() => watchDrops(limits), base, { weeks: 5000, seed: 6 })
      print(`${base.toFixed(2).padEnd(10)}${cells.join('')}   ${alarms.toFixed(2)}`)
    }
    printRunSignals(print, Math.ceil(runs / 10))
  },
}
