import { type Level, within } from '#base/level.contract.ts'
import type { LevelSettings, Loosened } from './level-settings.contract.ts'

const isLower = (one: Level, other: Level) => one !== other && within(one, other)

function names(before: object, after: object): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted()
}

/**
 * What would protect less: a type of finding that falls, a ceiling that rises, a raise or a flag taken back. A second person
 * has to look at that; what protects more takes effect at once.
 * @param shipped the level each type of finding has by itself
 */
export function loosenedBy(
  before: LevelSettings,
  after: LevelSettings,
  shipped: Readonly<Record<string, Level>>,
): Loosened[] {
  const found: Loosened[] = []
  for (const name of names(before.findings, after.findings)) {
    const standard = shipped[name] ?? 'L4'
    const from = before.findings[name] ?? standard
    const to = after.findings[name] ?? standard
    if (isLower(to, from)) found.push({ kind: 'finding', name, from, to })
  }
  for (const name of names(before.ceilings, after.ceilings)) {
    // Without a ceiling of the city a provider has its own, which may be the highest.
    const from = before.ceilings[name] ?? 'L4'
    const to = after.ceilings[name] ?? 'L4'
    if (isLower(from, to)) found.push({ kind: 'ceiling', name, from, to })
  }
  for (const name of names(before.fields, after.fields)) {
    const was = before.fields[name]
    const becomes = after.fields[name]
    const from = was?.raise ?? null
    const to = becomes?.raise ?? null
    if (from !== null && (to === null || isLower(to, from)))
      found.push({ kind: 'field', name, from, to: to ?? '-' })
    for (const flag of was?.flags ?? [])
      if (!becomes?.flags.includes(flag)) found.push({ kind: 'flag', name, from: flag, to: '-' })
  }
  return found
}
