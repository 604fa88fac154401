import type { IncidentKind, Severity, StepId } from './incident.contract.ts'

/** One step of an incident: whose it is, whether it has to be done, until when. */
export interface PlannedStep {
  step: StepId
  owner: string
  obligatory: boolean
  dueAt: Date | null
}

/** What of an incident its steps go by. */
export interface Graded {
  kind: IncidentKind
  severity: Severity
  /** It concerns critical information infrastructure. */
  critical: boolean
  /** Null while nobody knows. */
  affected: number | null
  openedAt: Date
  /** Somebody graded it. */
  isAssessed: boolean
}

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** Incidents of these grades are reported to the authorities, and closed by two people. */
export const isSevere = (severity: Severity): boolean => severity !== 'general'

/**
 * How long there is to report, from when it was found: one hour to the protecting department and the police for critical
 * information infrastructure, four to the provincial authority for others (article 4 of the national measures).
 */
export const reportingMilliseconds = (critical: boolean): number => (critical ? hour : 4 * hour)

const owner = 'security-administrator'

/** The steps of an incident with their clocks. Times without a law behind them are ours: docs/incidents.md. */
export function stepsOf(of: Graded): PlannedStep[] {
  const at = (after: number) => new Date(of.openedAt.getTime() + after)
  const isReported = isSevere(of.severity)
  const isPersonal = of.kind === 'data' && (of.affected ?? 0) > 0
  return [
    { step: 'contain', owner, obligatory: true, dueAt: at(30 * minute) },
    { step: 'assess', owner, obligatory: true, dueAt: at(hour) },
    // Shown before anybody graded it: the clock runs from when it was found.
    {
      step: 'tell-regulator',
      owner,
      obligatory: isReported,
      dueAt: isReported || !of.isAssessed ? at(reportingMilliseconds(of.critical)) : null,
    },
    { step: 'tell-persons', owner, obligatory: isPersonal, dueAt: isPersonal ? at(day) : null },
    { step: 'tell-leaders', owner, obligatory: true, dueAt: at(2 * hour) },
    {
      step: 'repair',
      owner: 'system-administrator',
      obligatory: true,
      dueAt: at(3 * day),
    },
    { step: 'review', owner: 'audit-administrator', obligatory: true, dueAt: at(30 * day) },
  ]
}

/** Steps that stand in the way of closing, in order. */
export function openSteps(
  steps: readonly { step: string; obligatory: boolean; done_at: Date | null }[],
): string[] {
  return steps.filter(one => one.obligatory && one.done_at === null).map(one => one.step)
}

/** The grade that the number of people concerned alone asks for; what else happened may ask for a higher one. */
export function leastSeverity(affected: number | null): Severity {
  const people = affected ?? 0
  if (people >= 100_000_000) return 'particularly-serious'
  if (people >= 10_000_000) return 'serious'
  return people >= 1_000_000 ? 'relatively-serious' : 'general'
}
