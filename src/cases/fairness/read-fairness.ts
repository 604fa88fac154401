import type { z } from 'zod'
import type { CitySnapshot } from '#city/index.ts'
import { decisionOutcomes } from '#kernel/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import { type FairnessDimension, fairnessDimensions, type fairnessReport } from './fairness.contract.ts'
import { gapsOf, groupsOf, type JudgedCase, leastGroup } from './fairness.rules.ts'
import { type FairnessRow, selectFairnessRows } from './fairness.store.ts'

type Report = z.input<typeof fairnessReport>

/** As many as are read within a few seconds; of more the newest. */
const mostCases = 100_000
const day = 86_400_000
/** Forty and two hundred Chinese characters, three bytes each. */
const lengths = { short: 120, middle: 600 }
const satisfiedFrom = 4

function judged(row: FairnessRow, outcome: string | undefined): JudgedCase {
  const { advice_verdict: verdict, rating } = row
  // Whoever decided blind had not seen the advice: that tells of its quality, not of how people take it.
  const seen = verdict !== null && verdict !== 'expired' && !row.blind
  return {
    abstained: outcome === undefined ? null : outcome !== 'advised',
    adopted: seen ? verdict === 'adopted' : null,
    resolved: row.resolved,
    satisfied: rating === null ? null : rating >= satisfiedFrom,
    inTime: row.in_time,
    hours: row.hours,
  }
}

function districtOf(city: CitySnapshot, regionId: string | null): string {
  const region = regionId === null ? undefined : city.region(regionId)
  if (!region) return 'unknown'
  const path = [...region.ancestors, region.id]
  // The city itself is first; what lies in none of its districts belongs to the whole of it.
  return path[1] ?? path[0]!
}

function lengthOf(bytes: number | null): string {
  if (bytes === null) return 'unknown'
  if (bytes <= lengths.short) return 'short'
  return bytes <= lengths.middle ? 'middle' : 'long'
}

function identityOf(row: FairnessRow): string {
  if (row.minor) return 'minor'
  if (row.behalf) return 'on-behalf'
  if (row.anonymous === null) return 'unknown'
  return row.anonymous ? 'anonymous' : 'named'
}

const keys: Record<FairnessDimension, (row: FairnessRow, city: CitySnapshot) => string> = {
  district: (row, city) => districtOf(city, row.region_id),
  channel: row => row.channel,
  language: row => row.language ?? 'unknown',
  length: row => lengthOf(row.bytes),
  nature: row => row.nature,
  identity: identityOf,
}

/**
 * Dispatch advice and what came of it by district, channel, language, length and nature of the matter: shares with their
 * intervals, the differences and ratios between groups, and where those are more than chance. By who reported only when that
 * is asked for: a city decides whether it lawfully may.
 */
export async function readFairness(
  loop: Pick<CaseLoop, 'database' | 'city' | 'dispatchAlgorithm'>,
  asked: { days: number; identity: boolean },
): Promise<Report> {
  const until = new Date()
  const since = new Date(until.getTime() - asked.days * day)
  const rows = await selectFairnessRows(loop.database, { since, until, limit: mostCases + 1 })
  const read = rows.slice(0, mostCases)
  const ids = read.map(row => row.decision_id)
  const [city, outcomes] = await Promise.all([loop.city.snapshot(), decisionOutcomes(loop.database, ids)])
  const cases = read.map(row => ({ row, judged: judged(row, outcomes.get(row.decision_id)) }))
  const wanted = fairnessDimensions.filter(one => one !== 'identity' || asked.identity)
  return {
    algorithm: loop.dispatchAlgorithm.id,
    since: since.toISOString(),
    until: until.toISOString(),
    cases: read.length,
    truncated: rows.length > mostCases,
    leastGroup,
    dimensions: wanted.map(dimension => {
      const groups = groupsOf(cases.map(({ row, judged }) => ({ key: keys[dimension](row, city), judged })))
      const titled = groups.map(group => {
        const region = dimension === 'district' ? city.region(group.key) : undefined
        return { ...group, title: region ? { zh: region.name, en: region.nameEnglish } : null }
      })
      return { dimension, groups: titled, gaps: gapsOf(groups) }
    }),
  }
}
