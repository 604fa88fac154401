import { type CitySnapshot, resolveHost } from '#city/index.ts'
import type { DispatchAdvice } from './advice.contract.ts'
import { departmentOf } from './dispatch-label.rules.ts'
import { confidencesOf } from './duty-match.rules.ts'

export type Candidate = DispatchAdvice['candidates'][number]

/** How many departments are shown. */
const shown = 3

/** A duty found for the message, by id, with the score of its passage. */
export interface FoundDuty {
  dutyId: string
  score: number
}

/** A duty in force with the department that hosts it at the place of the case. */
export interface HostedDuty extends FoundDuty {
  departmentId: string
  categoryId: string
}

/** Found duties with their hosts, in the order given; duties that nobody hosts at this place are left out. */
export function hostDuties(
  city: CitySnapshot,
  found: readonly FoundDuty[],
  regionId: string | null,
): HostedDuty[] {
  return found.flatMap(({ dutyId, score }) => {
    const duty = city.duty(dutyId)
    const host = duty ? resolveHost(city, duty, regionId) : null
    return duty && host ? [{ dutyId, score, departmentId: host.id, categoryId: duty.categoryId }] : []
  })
}

/** Candidates by the duty list alone: each department by its best duty. */
export function candidatesByDuties(hosted: readonly HostedDuty[]): Candidate[] {
  const best = new Map<string, HostedDuty>()
  for (const duty of hosted) {
    if (duty.score > (best.get(duty.departmentId)?.score ?? 0)) best.set(duty.departmentId, duty)
  }
  const first = [...best.values()].toSorted((a, b) => b.score - a.score).slice(0, shown)
  const confidences = confidencesOf(first.map(duty => duty.score))
  return first.map(({ departmentId, dutyId, categoryId }, index) => ({
    departmentId,
    dutyId,
    categoryId,
    confidence: confidences[index]!,
  }))
}

/** What a model ranked, turned into departments. */
export interface ResolvedLabels {
  candidates: Candidate[]
  /** The model's first choice has no department here: closed, or the place is needed and not known. */
  firstUnresolved: boolean
}

/**
 * Candidates by a model: labels become departments, labels that meet in one department add up, and each department is
 * given its best matching duty.
 */
export function candidatesByLabels(
  city: CitySnapshot,
  ranked: readonly { label: string; confidence: number }[],
  place: { regionId: string | null; hosted: readonly HostedDuty[] },
): ResolvedLabels {
  const sums = new Map<string, number>()
  const resolved = ranked.map(({ label }) => departmentOf(city, label, place.regionId)?.id)
  for (const [index, departmentId] of resolved.entries()) {
    if (departmentId) sums.set(departmentId, (sums.get(departmentId) ?? 0) + ranked[index]!.confidence)
  }
  const first = [...sums].toSorted(([, a], [, b]) => b - a).slice(0, shown)
  const candidates = first.map(([departmentId, confidence]) => {
    const duty = bestDuty(place.hosted, departmentId)
    return {
      departmentId,
      confidence: Math.min(1, confidence),
      dutyId: duty?.dutyId ?? null,
      categoryId: duty?.categoryId ?? null,
    }
  })
  return { candidates, firstUnresolved: ranked.length > 0 && resolved[0] === undefined }
}

function bestDuty(hosted: readonly HostedDuty[], departmentId: string): HostedDuty | undefined {
  const own = hosted.filter(duty => duty.departmentId === departmentId)
  return own.toSorted((a, b) => b.score - a.score)[0]
}
