import type { Rate } from './redteam.contract.ts'

/** Two-sided 95 %. */
const deviations = 1.959964

/**
 * A share with its Wilson score interval. The plain normal interval says "0 ± 0" for no miss in twenty, which is the very
 * case that a red team must not be sure of.
 */
export function rateOf(hits: number, total: number): Rate {
  if (total === 0) return { hits: 0, total: 0, share: null, low: 0, high: 1 }
  const share = hits / total
  const square = deviations * deviations
  const middle = (share + square / (2 * total)) / (1 + square / total)
  const half =
    (deviations / (1 + square / total)) *
    Math.sqrt((share * (1 - share)) / total + square / (4 * total * total))
  // Rounding may leave a hair outside: at the ends the bound is the share itself.
  return {
    hits,
    total,
    share,
    low: hits === 0 ? 0 : Math.max(0, middle - half),
    high: hits === total ? 1 : Math.min(1, middle + half),
  }
}
