import {
  newestRuns,
  type Run,
  referenceRuns,
  signalsOf,
  verdictOn,
} from '#kernel/breaker/judge-runs.rules.ts'
import {
  chanceOf,
  type SimulatedShares,
  simulatedRuns,
  usualPeople,
  usualShares,
} from '#kernel/breaker/simulated-runs.fixture.ts'

type Print = (line: string) => void

const kept = newestRuns + referenceRuns
const limits = { overrideShare: 0.4, isCut: false }
/** The watch looks each minute; a thousand runs a week bring far fewer than this between two looks. */
const between = 10

const judge = (runs: readonly Run[]) => verdictOn(signalsOf(runs.slice(-kept), usualPeople, limits))

function quiet(weeks: number): { cut: number; told: number } {
  const next = simulatedRuns(chanceOf(91), usualShares)
  let runs: Run[] = []
  const found = { cut: 0, told: 0 }
  let before = 'nothing'
  for (let n = 1; n <= weeks * 1000; n++) {
    runs.push(next())
    if (runs.length > 2 * kept) runs = runs.slice(-kept)
    if (n % between !== 0) continue
    const { asks } = judge(runs)
    if (asks === 'cut') {
      found.cut++
      runs = []
    } else if (asks === 'tell' && before !== 'tell') found.told++
    before = asks
  }
  return found
}

function delays(changes: Partial<SimulatedShares>, rounds: number): number[] {
  const chance = chanceOf(17)
  return Array.from({ length: rounds }, () => {
    const good = simulatedRuns(chance, usualShares)
    const bad = simulatedRuns(chance, { ...usualShares, ...changes })
    const runs = Array.from({ length: kept }, good)
    for (let n = 1; n <= 400; n++) {
      runs.push(bad())
      if (n % between === 0 && judge(runs).asks === 'cut') return n
    }
    return Number.POSITIVE_INFINITY
  })
}

/** The signals of runs on simulated weeks: what comes by chance, and how soon a fault is seen. */
export function printRunSignals(print: Print, weeks: number): void {
  const { cut, told } = quiet(weeks)
  print('')
  print(
    `signals of the runs, ${weeks} quiet weeks of 1,000 runs: cut off ${((cut / weeks) * 100).toFixed(2)} per 100 weeks (target ≤ 1), told ${((told / weeks) * 100).toFixed(2)}`,
  )
  for (const failed of [0.1, 0.15, 0.2, 0.3, 0.5]) {
    const seen = delays({ failed }, 200)
    const within = seen.filter(one => one <= 200).length / seen.length
    const middle = seen.toSorted((one, other) => one - other)[Math.floor(seen.length / 2)]
    print(
      `errors from 1 % to ${failed * 100} %: cut off within 200 runs in ${(within * 100).toFixed(1)} %, middle ${middle === Number.POSITIVE_INFINITY ? '–' : middle}`,
    )
  }
}
