import { higher, type Level, within } from '#base/level.contract.ts'
import type { Finding } from '../guard/guard.contract.ts'

/** The level of data made from several: the highest of them (就高从严). L1 of none. */
export function effectiveLevel(parts: readonly Level[]): Level {
  return parts.reduce<Level>(higher, 'L1')
}

/** The level of a text: that of the field it stands in, or of what is found in it where that is higher. */
export function levelOfText(findings: readonly Pick<Finding, 'level'>[], base: Level): Level {
  return effectiveLevel([base, ...findings.map(one => one.level)])
}

/** The ceiling that holds for a provider: its own, or the city's where that is lower. */
export function ceilingOf(own: Level, ofCity: Level | undefined): Level {
  return ofCity !== undefined && within(ofCity, own) ? ofCity : own
}

/** True when data of a level may go where a ceiling stands. */
export function withinCeiling(of: Level, ceiling: Level): boolean {
  return within(of, ceiling)
}
