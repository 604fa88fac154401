import { z } from 'zod'
import { level } from '#base/level.contract.ts'
import { gates, risks } from '../kernel.contract.ts'

/** A free text of an entry: empty in a draft, never missing, so that what is empty is shown as empty. */
const words = (most: number) => level('L1', z.string().trim().max(most))

/** What the register says of an algorithm beside what its code declares. The first are asked for before anything runs. */
export const requiredTexts = [
  'summary',
  'benefit',
  'proportionality',
  'lawfulBasis',
  'humanIntervention',
  'appeal',
  'method',
  'sourceData',
  'risks',
  'contact',
] as const
export const optionalTexts = ['trainingData', 'monitoring', 'provider', 'website'] as const

/** Uses that no city puts on its register (design of the risk matrix; EU 2024/1689 article 5 names the same). */
export const prohibitedUses = [
  'social-scoring',
  'live-biometrics',
  'emotion-of-staff',
  'decides-alone',
] as const
export type ProhibitedUse = (typeof prohibitedUses)[number]

/** Questions of the impact assessment: PIPL article 56 (1) to (3), groups, error, human way, ethics review. */
export const impactQuestions = [
  'lawful-necessary',
  'effect-on-rights',
  'measures-fit',
  'groups',
  'when-wrong',
  'without-it',
  'ethics-review',
] as const

/** Kinds of the filing system of 2022-03-01; `none` where no filing is due. */
export const filingKinds = [
  'none',
  'dispatch-decision',
  'ranking',
  'retrieval-filter',
  'generation',
  'personal-push',
] as const

/**
 * Leak (rows) × harm (columns), each 1 to 3: little of both informs, something of both asks a person, much of one with some of
 * the other asks two. What is harmless when wrong and much when it leaks stays with one person.
 */
export const riskMatrix = [
  ['low', 'low', 'medium'],
  ['low', 'medium', 'high'],
  ['medium', 'high', 'high'],
] as const

/** Category of the Dutch register. */
export const publicCategories = ['impactful', 'other'] as const

const answers = z.object({
  'lawful-necessary': words(2000),
  'effect-on-rights': words(2000),
  'measures-fit': words(2000),
  groups: words(2000),
  'when-wrong': words(2000),
  'without-it': words(2000),
  'ethics-review': words(2000),
})

const denied = z.object({
  'social-scoring': level('L1', z.boolean()),
  'live-biometrics': level('L1', z.boolean()),
  'emotion-of-staff': level('L1', z.boolean()),
  'decides-alone': level('L1', z.boolean()),
})

/** Text and figures of an entry, as people write them. All of it is made to be published. */
export const registerContent = z.object({
  /** At most 350 characters, as the Dutch register asks. */
  summary: words(350),
  benefit: words(2000),
  proportionality: words(2000),
  lawfulBasis: words(2000),
  humanIntervention: words(2000),
  appeal: words(2000),
  method: words(4000),
  sourceData: words(2000),
  trainingData: words(2000),
  risks: words(4000),
  monitoring: words(2000),
  provider: words(500),
  website: words(500),
  /** A public office: telephone or address that citizens may use. */
  contact: words(300),
  category: level('L1', z.enum(publicCategories)),
  filing: level('L1', z.enum(filingKinds)),
  /** How much becomes known when it leaks, and how much is done when it is wrong: 1 little, 2 some, 3 much. */
  leak: level('L1', z.number().int().min(1).max(3)),
  harm: level('L1', z.number().int().min(1).max(3)),
  impact: answers,
  /** True where the use is said not to be this one. */
  notFor: denied,
})
export type RegisterContent = z.infer<typeof registerContent>

/** What the product proposes for an algorithm that comes with it; a person of the city reads, mends and answers for it. */
export type RegisterProposal = Partial<Omit<RegisterContent, 'notFor'>>

export const entryStates = ['draft', 'in-force', 'superseded', 'ended'] as const
export type EntryState = (typeof entryStates)[number]

export const stages = ['pilot', 'region', 'everywhere'] as const
export type Stage = (typeof stages)[number]

/** How matters of some departments went in a span of time. Null where there was nothing to count. */
export const stageMeasure = z.object({
  from: level('L1', z.iso.datetime()),
  to: level('L1', z.iso.datetime()),
  /** Matters that were closed. */
  matters: level('L1', z.number().int()),
  /** Share that was resolved, by those who said whether. */
  resolved: level('L1', z.number().nullable()),
  /** Share that was satisfied, of those who rated. */
  satisfied: level('L1', z.number().nullable()),
  rated: level('L1', z.number().int()),
  /** Half of them took no longer than so many hours from report to close. */
  hours: level('L1', z.number().nullable()),
  /** Share that a department sent back. */
  returned: level('L1', z.number().nullable()),
})
export type StageMeasure = z.infer<typeof stageMeasure>

export const stageView = z.object({
  stage: level('L1', z.enum(stages)),
  /** Ids of departments; empty for everywhere. */
  departments: level('L1', z.array(z.string())),
  /** What they are called, in the same order. */
  names: level('L1', z.array(z.object({ zh: z.string(), en: z.string() }))),
  beganAt: level('L1', z.iso.datetime()),
  endedAt: level('L1', z.iso.datetime().nullable()),
  /** The 28 days before it began; null where the register was carried over. */
  baseline: stageMeasure.nullable(),
  /** Since it began, and for good once it ended. */
  effect: stageMeasure.nullable(),
})
export type StageView = z.infer<typeof stageView>

/** Why an algorithm does not run although it is there. */
export const standings = ['in-force', 'carried-over', 'not-registered', 'registration-expired'] as const

export const algorithmCode = z.object({
  id: level('L1', z.string()),
  version: level('L1', z.string()),
  title: level('L1', z.object({ zh: z.string(), en: z.string() })),
  purpose: level('L1', z.string()),
  owner: level('L1', z.string()),
  risk: level('L1', z.enum(risks)),
  gate: level('L1', z.enum(gates)),
  /** Whether its advice is about a department: only then can it begin with some. */
  byDepartment: level('L1', z.boolean()),
})

const recent = z.object({
  days: level('L1', z.number().int()),
  decisions: level('L1', z.number().int()),
  advised: level('L1', z.number().int()),
  settled: level('L1', z.number().int()),
  adopted: level('L1', z.number().int()),
})

const objections = z.object({
  objections: level('L1', z.number().int()),
  decided: level('L1', z.number().int()),
  upheld: level('L1', z.number().int()),
  overdue: level('L1', z.number().int()),
  medianDays: level('L1', z.number().nullable()),
})

/** One algorithm as citizens read it. */
export const publicRecord = z.object({
  algorithm: algorithmCode,
  standing: level('L1', z.enum(standings)),
  version: level('L1', z.number().int().nullable()),
  content: registerContent.nullable(),
  risk: level('L1', z.enum(risks)),
  gate: level('L1', z.enum(gates)),
  approvedAt: level('L1', z.iso.datetime().nullable()),
  expiresAt: level('L1', z.iso.datetime().nullable()),
  stage: stageView.nullable(),
  recent,
  /** Null where nobody counts them. */
  objections: objections.nullable(),
})
export type PublicRecord = z.infer<typeof publicRecord>
export const publicRegister = z.object({ items: z.array(publicRecord) })

const change = z.object({
  at: level('L1', z.iso.datetime()),
  act: level('L1', z.string()),
  version: level('L1', z.number().int().nullable()),
  by: level('L2', z.string()),
  facts: level('L2', z.record(z.string(), z.unknown())),
})

export const filingActs = ['filed', 'changed', 'stopped'] as const
export type FilingAct = (typeof filingActs)[number]

const filing = z.object({
  act: level('L1', z.enum(filingActs)),
  on: level('L1', z.iso.date()),
  number: level('L1', z.string()),
})

/** What is to be told to the filing system, and by when. */
export const filingDue = z.object({
  act: level('L1', z.enum(filingActs)),
  due: level('L1', z.iso.date()),
  overdue: level('L1', z.boolean()),
})
export type FilingDue = z.infer<typeof filingDue>

const draft = z.object({
  version: level('L1', z.number().int()),
  revision: level('L1', z.number().int()),
  content: registerContent,
  responsible: level('L2', z.string().nullable()),
  assessedUntil: level('L1', z.iso.date().nullable()),
  writtenBy: level('L2', z.string()),
  writtenAt: level('L1', z.iso.datetime()),
  /** What is wanting before it can come into force. */
  gaps: level('L1', z.array(z.string())),
})

/** Everything about one algorithm, for those who keep the register. */
export const registerDetail = z.object({
  record: publicRecord,
  responsible: level('L2', z.string().nullable()),
  draft: draft.nullable(),
  /** What a new draft begins with. */
  proposed: registerContent,
  stages: z.array(stageView),
  filings: z.array(filing),
  due: z.array(filingDue),
  changes: z.array(change),
  /** Accounts of those who are named by id here. */
  people: level('L2', z.record(z.string(), z.string())),
})
export type RegisterDetail = z.infer<typeof registerDetail>

export const saveDraftBody = z.object({
  content: registerContent,
  /** The account of who answers for it. */
  responsible: level('L2', z.string().trim().max(100).nullable()),
  assessedUntil: level('L1', z.iso.date().nullable()),
  /** The revision that was read; 0 for a new draft. */
  revision: level('L1', z.number().int().min(0)),
})
export const approveBody = z.object({
  version: level('L1', z.number().int()),
  revision: level('L1', z.number().int()),
})
export const endBody = z.object({ reason: level('L2', z.string().trim().min(2).max(500)) })
export const stageBody = z.object({
  stage: level('L1', z.enum(stages)),
  departments: level('L1', z.array(z.string().min(1).max(100)).max(500)),
})
export const filingBody = z.object({
  act: level('L1', z.enum(filingActs)),
  on: level('L1', z.iso.date()),
  number: level('L1', z.string().trim().min(1).max(60)),
})
