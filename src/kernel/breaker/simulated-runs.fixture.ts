import type { Around, Run } from './judge-runs.rules.ts'

/** Numbers from 0 to 1 from a seed (mulberry32): the same runs on every machine. */
export function chanceOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Shares and scales of simulated runs. */
export interface SimulatedShares {
  failed: number
  attacked: number
  checkFailed: number
  /** The middle of the milliseconds, and of the characters. */
  milliseconds: number
  characters: number
  /** By how much confidence lies lower than usual. */
  doubt: number
}

/** A city as it mostly is. */
export const usualShares: SimulatedShares = {
  failed: 0.01,
  attacked: 0.005,
  checkFailed: 0.005,
  milliseconds: 40,
  characters: 60,
  doubt: 0,
}

/** Makes runs one after the other; times and lengths are log-normal, as measured ones are. */
export function simulatedRuns(chance: () => number, shares: SimulatedShares): () => Run {
  const normal = () => Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance())
  return () => ({
    failed: chance() < shares.failed,
    attacked: chance() < shares.attacked,
    checkFailed: chance() < shares.checkFailed,
    confidence: Math.max(0, Math.min(1, 1 - chance() ** 2 * 0.6 - shares.doubt)),
    milliseconds: shares.milliseconds * Math.exp(0.6 * normal()),
    characters: Math.round(shares.characters * Math.exp(0.8 * normal())),
  })
}

/** People as they mostly are: one in a hundred objects, a third adopts without opening the evidence. */
export const usualPeople: Around = {
  objections: 5,
  decided: 500,
  blind: { settled: 50, overridden: 6 },
  reliance: { known: 150, unopened: 0.35, seconds: 25 },
}
