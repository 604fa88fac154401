/** What is known of an algorithm from the time when it was good: settled decisions, and how many people did not adopt. */
export interface Reference {
  total: number
  overridden: number
}

/** So many overrides among the last decisions of a window are too many. */
export interface WindowLimit {
  window: number
  limit: number
}

/** Which window was over its limit, and with how many overrides. */
export interface Drop extends WindowLimit {
  overridden: number
}

// Short windows catch a fall within some dozen decisions, long ones a slow decline. Half of the false alarms that are allowed
// go to the window of 200, so that a drop of 15 points is seen within 200 decisions; chosen on base rates and drops, by the
// formula below, not on simulated runs.
const windows: readonly { window: number; share: number }[] = [
  { window: 25, share: 0.06 },
  { window: 50, share: 0.08 },
  { window: 100, share: 0.14 },
  { window: 200, share: 0.5 },
  { window: 400, share: 0.14 },
  { window: 800, share: 0.08 },
]

/** The decisions that a detector looks back on. */
export const longestWindow = 800

/** One false alarm in so many decisions: 1 in 100 weeks of 1,000. */
const decisionsPerFalseAlarm = 100_000

// Lanczos' approximation with seven terms (Press et al., Numerical Recipes): exact to ten digits for what is asked here.
const lanczos = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
]

function logGamma(value: number): number {
  const x = value - 1
  let sum = 0.9999999999998099
  for (const [place, term] of lanczos.entries()) sum += term / (x + place + 1)
  const t = x + lanczos.length - 0.5
  return 0.5 * Math.log(2 * Math.PI) + (x + 0.5) * Math.log(t) - t + Math.log(sum)
}

const logBeta = (a: number, b: number) => logGamma(a) + logGamma(b) - logGamma(a + b)

/**
 * How often, per decision, the overrides of a sliding window rise to a limit while nothing has changed: the window without its
 * oldest decision holds one fewer than the limit, the one that leaves was adopted, the one that comes was not. The rate of
 * overrides is not known but learned from the reference, so the binomial is averaged over its posterior (Jeffreys' prior).
 */
export function crossingRate({ window, limit }: WindowLimit, { total, overridden }: Reference): number {
  const [a, b] = [overridden + 0.5, total - overridden + 0.5]
  const choose = -Math.log(window) - logBeta(limit, window - limit + 1)
  return Math.exp(choose + logBeta(a + limit, b + window - limit + 1) - logBeta(a, b))
}

/**
 * The limits under which false alarms are rarer than one in 100,000 decisions, whatever the rate was. Rises of one window come
 * in clumps and those of two windows together, so that there are fewer still.
 */
export function limitsFor(reference: Reference): WindowLimit[] {
  return windows.flatMap(({ window, share }) => {
    const allowed = share / decisionsPerFalseAlarm
    const usual = Math.ceil((window * (reference.overridden + 0.5)) / (reference.total + 1))
    let limit = Math.max(1, usual)
    while (limit <= window && crossingRate({ window, limit }, reference) > allowed) limit++
    // A window so short, or a rate so high, that even all overridden would not be too many.
    return limit <= window ? [{ window, limit }] : []
  })
}

/** Watches decisions one by one. @returns the window over its limit, the shortest first; null while none is */
export function watchDrops(limits: readonly WindowLimit[]): (isOverridden: boolean) => Drop | null {
  const seen = new Uint8Array(longestWindow)
  const counts = limits.map(() => 0)
  let count = 0
  return isOverridden => {
    const place = count % longestWindow
    let drop: Drop | null = null
    for (const [which, { window, limit }] of limits.entries()) {
      const leaves = count >= window ? seen[(count - window) % longestWindow]! : 0
      counts[which]! += Number(isOverridden) - leaves
      if (drop === null && counts[which]! >= limit) drop = { window, limit, overridden: counts[which]! }
    }
    seen[place] = Number(isOverridden)
    count++
    return drop
  }
}

/** Whether the newest decisions, oldest first, show a drop against the reference: the first one seen in them. */
export function detectDrop(recent: readonly boolean[], reference: Reference): Drop | null {
  const watch = watchDrops(limitsFor(reference))
  for (const isOverridden of recent) {
    const drop = watch(isOverridden)
    if (drop) return drop
  }
  return null
}
