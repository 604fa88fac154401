import { z } from 'zod'
import { level } from '#base/level.contract.ts'

export const incidentKinds = ['data', 'ai'] as const
export type IncidentKind = (typeof incidentKinds)[number]

/** The four grades of the national measures on reporting of 2025, lowest first; docs/incidents.md names the source. */
export const severities = ['general', 'relatively-serious', 'serious', 'particularly-serious'] as const
export type Severity = (typeof severities)[number]

/** What is looked for in the ledger; `by-hand` where a person opened an incident. */
export const ruleIds = [
  'mass-reads',
  'level-violations',
  'many-exports',
  'large-exports',
  'night-exports',
  'safeguards-changed',
  'accounts-locked',
  'guard-burst',
  'breakers-at-once',
  'ledger-broken',
] as const
export type RuleId = (typeof ruleIds)[number]
export const openedBy = [...ruleIds, 'by-hand'] as const

export const stepIds = [
  'contain',
  'assess',
  'tell-regulator',
  'tell-persons',
  'tell-leaders',
  'repair',
  'review',
] as const
export type StepId = (typeof stepIds)[number]

export const audiences = ['regulator', 'persons', 'leaders'] as const
export type Audience = (typeof audiences)[number]
export const languages = ['zh', 'en'] as const

export const eventKinds = [
  'opened',
  'found',
  'assessed',
  'step-done',
  'noted',
  'text-saved',
  'sent',
  'close-asked',
  'closed',
  'reopened',
] as const
export type EventKind = (typeof eventKinds)[number]

/** A person or an algorithm that something is about, named where the name is known here. */
const named = z.object({ id: level('L2', z.string()), account: level('L2', z.string().nullable()) })

export const incidentSummary = z.object({
  incidentId: level('L2', z.uuid()),
  number: level('L1', z.number().int()),
  kind: level('L1', z.enum(incidentKinds)),
  rule: level('L1', z.enum(openedBy)),
  about: named,
  isDrill: level('L1', z.boolean()),
  severity: level('L1', z.enum(severities)),
  assessed: level('L1', z.boolean()),
  state: level('L1', z.enum(['open', 'closed'])),
  openedAt: level('L1', z.iso.datetime()),
  closedAt: level('L1', z.iso.datetime().nullable()),
  /** The next deadline of a step that is not done; null when there is none. */
  nextDue: level('L1', z.iso.datetime().nullable()),
  findings: level('L1', z.number().int()),
})
export type IncidentSummary = z.infer<typeof incidentSummary>

export const incidentQuery = z.object({
  state: level('L1', z.enum(['open', 'closed']).optional()),
  kind: level('L1', z.enum(incidentKinds).optional()),
  severity: level('L1', z.enum(severities).optional()),
  drill: level('L1', z.enum(['true', 'false']).optional()),
  before: level('L1', z.coerce.number().int().min(1).optional()),
})
export type IncidentQuery = z.infer<typeof incidentQuery>

export const incidentPage = z.object({
  items: z.array(incidentSummary),
  open: level('L1', z.number().int()),
  /** When the ledger was last looked at, and how many of its entries were not read yet. */
  lookedAt: level('L1', z.iso.datetime().nullable()),
  behind: level('L1', z.number().int()),
  next: level('L1', z.number().int().nullable()),
})

export const incidentStep = z.object({
  step: level('L1', z.enum(stepIds)),
  owner: level('L1', z.string()),
  obligatory: level('L1', z.boolean()),
  dueAt: level('L1', z.iso.datetime().nullable()),
  doneAt: level('L1', z.iso.datetime().nullable()),
  doneBy: named.nullable(),
})

export const incidentFinding = z.object({
  at: level('L1', z.iso.datetime()),
  rule: level('L1', z.enum(ruleIds)),
  from: level('L1', z.iso.datetime()),
  to: level('L1', z.iso.datetime()),
  measured: level('L2', z.number().int()),
  threshold: level('L2', z.number().int()),
})

export const incidentEvent = z.object({
  eventId: level('L2', z.uuid()),
  at: level('L1', z.iso.datetime()),
  by: named,
  what: level('L1', z.enum(eventKinds)),
  /** What more is to be told of it: a step, a grade, an audience with its channel. */
  detail: level('L2', z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))),
  words: level('L3', z.string().nullable()),
})

export const incidentText = z.object({
  audience: level('L1', z.enum(audiences)),
  language: level('L1', z.enum(languages)),
  words: level('L3', z.string()),
  /** 0: made from the facts, nobody edited it. */
  version: level('L1', z.number().int()),
})

export const incident = incidentSummary.extend({
  critical: level('L1', z.boolean()),
  affected: level('L2', z.number().int().nullable()),
  version: level('L1', z.number().int()),
  closeAskedBy: named.nullable(),
  steps: z.array(incidentStep),
  findings: z.array(incidentFinding),
  events: z.array(incidentEvent),
  texts: z.array(incidentText),
})
export type Incident = z.infer<typeof incident>

export const incidentKey = z.object({ incidentId: level('L2', z.uuid()) })

const words = z.string().trim().min(2).max(4000)
const version = level('L1', z.number().int().min(1))

export const newIncident = z.object({
  kind: level('L1', z.enum(incidentKinds)),
  severity: level('L1', z.enum(severities)).default('general'),
  words: level('L3', words),
})

export const stepDone = z.object({
  step: level('L1', z.enum(stepIds)),
  words: level('L3', z.string().trim().max(4000)).default(''),
})

export const assessment = z.object({
  version,
  severity: level('L1', z.enum(severities)),
  /** The incident concerns critical information infrastructure (关键信息基础设施): it is reported sooner. */
  critical: level('L1', z.boolean()),
  /** How many people's data is concerned; null while it is not known. */
  affected: level('L2', z.number().int().min(0).max(2_000_000_000).nullable()),
  words: level('L3', words),
})
export type Assessment = z.infer<typeof assessment>

export const incidentNote = z.object({ words: level('L3', words) })
export const closing = z.object({ version, words: level('L3', words) })

const whichText = { audience: level('L1', z.enum(audiences)), language: level('L1', z.enum(languages)) }
export const textKey = incidentKey.extend(whichText)
export const textChange = z.object({
  ...whichText,
  basedOn: level('L1', z.number().int().min(0)),
  words: level('L3', z.string().trim().min(2).max(20_000)),
})
export const textSent = z.object({
  ...whichText,
  channel: level('L2', z.string().trim().min(2).max(200)),
  at: level('L1', z.iso.datetime()),
})

export const drillEnded = z.object({ closed: level('L1', z.number().int()) })
export const drillStarted = z.object({
  drill: level('L1', z.uuid()),
  planted: level('L1', z.number().int()),
})
