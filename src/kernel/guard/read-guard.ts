import type { z } from 'zod'
import type { Handle } from '#base/index.ts'
import type { AnyAlgorithm } from '../algorithm.ts'
import { selectContent } from '../decision.store.ts'
import { freeTextsOf } from './free-texts.rules.ts'
import type { CheckResult } from './guard.contract.ts'
import { countGuarded, type GuardFilter, selectGuardRecord, selectGuardRecords } from './guard.store.ts'
import type { GuardInForce } from './guard-in-force.ts'
import { maskWhole } from './guard-input.ts'
import type { guardItem, guardPage, guardStatistics } from './guard-page.contract.ts'

/** The algorithms, whose contracts tell which fields hold people's words, and the guard that masks them. */
export interface GuardedDoor {
  algorithms: readonly AnyAlgorithm[]
  guard(): Promise<GuardInForce>
}

type Item = z.input<typeof guardItem>
type Row = NonNullable<Awaited<ReturnType<typeof selectGuardRecord>>>

const day = 86_400_000
const excerptCharacters = 300

/** Counts of what the guard did in the last `days` days. */
export async function readGuardStatistics(
  handle: Handle,
  days: number,
): Promise<z.input<typeof guardStatistics>> {
  const since = new Date(Math.floor(Date.now() / day) * day - (days - 1) * day)
  const counts = await countGuarded(handle, since)
  const checks = counts.checks as z.input<typeof guardStatistics>['checks']
  return { since: since.toISOString(), ...counts, checks }
}

// Masked whole, names too: whoever looks after the guard sees what was found, not who wrote.
async function excerptOf(handle: Handle, row: Row, door: GuardedDoor) {
  const algorithm = door.algorithms.find(one => one.id === row.algorithm)
  const content = algorithm && (await selectContent(handle, row.decision_id))
  if (!content) return null
  const text = freeTextsOf(algorithm.input, content.input).join('\n')
  const masked = maskWhole(await door.guard(), text)
  return masked.length > excerptCharacters ? `${masked.slice(0, excerptCharacters).toWellFormed()}…` : masked
}

async function itemOf(handle: Handle, row: Row, door: GuardedDoor): Promise<Item> {
  const findings = Object.entries(row.findings as Record<string, number>)
  return {
    decisionId: row.decision_id,
    at: row.recorded_at.toISOString(),
    algorithm: row.algorithm,
    outcome: row.outcome as Item['outcome'],
    inputLevel: row.input_level as Item['inputLevel'],
    findings: findings.map(([type, count]) => ({ type, count })),
    masked: row.masked,
    attack: {
      score: row.attack_score,
      flagged: row.attack_flagged,
      because: row.attack_because as string[],
    },
    checks: row.checks as CheckResult[],
    excerpt: await excerptOf(handle, row, door),
  }
}

/** Decisions of which the guard had something to say, newest first, their words masked. */
export async function listGuardItems(
  handle: Handle,
  door: GuardedDoor,
  filter: GuardFilter,
): Promise<z.input<typeof guardPage>> {
  const rows = await selectGuardRecords(handle, { ...filter, limit: filter.limit + 1 })
  const shown = rows.slice(0, filter.limit)
  const items: Item[] = []
  for (const row of shown) items.push(await itemOf(handle, row, door))
  return { items, next: rows.length > filter.limit ? shown.at(-1)!.decision_id : null }
}

/** The same for one decision; null where nothing was found. */
export async function readGuardItem(
  handle: Handle,
  door: GuardedDoor,
  decisionId: string,
): Promise<Item | null> {
  const row = await selectGuardRecord(handle, decisionId)
  return row ? await itemOf(handle, row, door) : null
}
