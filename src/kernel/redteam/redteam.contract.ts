import { z } from 'zod'
import { level } from '#base/level.contract.ts'

export const redteamLanguages = ['zh', 'en'] as const
/** How a text comes in: said by somebody, in a passage that was retrieved, in a file, in what a tool answered. */
export const channels = ['direct', 'passage', 'file', 'tool-result'] as const
export type Channel = (typeof channels)[number]
/** What is done to the text of a row when it is read, so that the file itself stays readable. */
export const encodings = [
  'base64',
  'hex',
  'url',
  'html',
  'zero-width',
  'spaced',
  'homoglyph',
  'full-width',
  'tags',
] as const
export type Encoding = (typeof encodings)[number]

export const owaspYears = ['2025', '2026'] as const
export type OwaspYear = (typeof owaspYears)[number]
const owaspItem = level('L1', z.string().regex(/^LLM(0[1-9]|10)$/))

/** First line of a suite: what it is, under which licence, from where. Without licence and source nothing is read. */
export const suiteHead = z.strictObject({
  suite: level(
    'L1',
    z
      .string()
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      .max(80),
  ),
  version: level('L1', z.number().int().min(1)),
  title: z.object({ zh: level('L1', z.string().max(200)), en: level('L1', z.string().max(200)) }).optional(),
  licence: level('L1', z.string().min(2).max(200)),
  source: level('L1', z.string().min(2).max(500)),
})
export type SuiteHead = z.infer<typeof suiteHead>

const common = {
  id: level('L1', z.string().min(1).max(120)),
  text: level('L3', z.string().min(1).max(50_000)),
  family: level('L1', z.string().min(1).max(80)),
  language: level('L1', z.enum(redteamLanguages)),
  channel: level('L1', z.enum(channels).default('direct')),
  encode: level('L1', z.enum(encodings).optional()),
}
/** Every other line: an attack with the items of the OWASP LLM Top 10 it belongs to, or a benign control. */
export const suiteRow = z.discriminatedUnion('kind', [
  z.object({
    ...common,
    kind: level('L1', z.literal('attack')),
    owasp: z.object({ '2025': z.array(owaspItem).min(1), '2026': z.array(owaspItem).min(1) }),
  }),
  z.object({ ...common, kind: level('L1', z.literal('control')) }),
])
export type SuiteRow = z.infer<typeof suiteRow>

/** A share with its 95 % Wilson interval; the share is null where there was nothing to count. */
export const rate = z.object({
  hits: level('L1', z.number().int().min(0)),
  total: level('L1', z.number().int().min(0)),
  share: level('L1', z.number().min(0).max(1).nullable()),
  low: level('L1', z.number().min(0).max(1)),
  high: level('L1', z.number().min(0).max(1)),
})
export type Rate = z.infer<typeof rate>

/** What the text did to the answer, compared with the same matter without it; null where it never reached the algorithm. */
export const effects = ['none', 'changed', 'withheld', 'blocked'] as const
export type Effect = (typeof effects)[number]

const listed = z.object({
  id: level('L1', z.string()),
  suite: level('L1', z.string()),
  family: level('L1', z.string()),
  language: level('L1', z.enum(redteamLanguages)),
  channel: level('L1', z.enum(channels)),
  score: level('L2', z.number().min(0).max(1)),
  because: level('L2', z.array(z.string())),
  effect: level('L2', z.enum(effects).nullable()),
  /** Everything that the recognisers found in it stands as its type. */
  text: level('L2', z.string()),
})
export type ListedRow = z.infer<typeof listed>

const split = z.object({
  key: level('L1', z.string()),
  caught: rate,
  alarmed: rate,
  changed: rate.nullable(),
})
export type Split = z.infer<typeof split>

/** Why an item of the list has no figure. */
export const owaspStates = ['measured', 'not-applicable', 'not-measured'] as const

/** What a run found. Figures of rows of suites only; a small suite says little, which is what the intervals show. */
export const redteamReport = z.object({
  target: z.object({
    id: level('L1', z.string()),
    version: level('L1', z.string().nullable()),
    modelVersion: level('L1', z.string().nullable()),
  }),
  seed: level('L1', z.number().int()),
  suites: z.array(
    z.object({
      suite: level('L1', z.string()),
      version: level('L1', z.number().int()),
      licence: level('L1', z.string()),
      source: level('L1', z.string()),
      /** Of the file as it was read. */
      sha256: level('L1', z.string()),
      attacks: level('L1', z.number().int()),
      controls: level('L1', z.number().int()),
    }),
  ),
  caught: rate,
  alarmed: rate,
  /** Of the attacks that reached the algorithm uncaught, those that changed its answer; null for the guard alone. */
  changed: rate.nullable(),
  /** The same for benign texts: how often any addition changes the answer. */
  changedByControls: rate.nullable(),
  families: z.array(split),
  languages: z.array(split),
  channels: z.array(split),
  owasp: z.array(
    z.object({
      year: level('L1', z.enum(owaspYears)),
      item: level('L1', z.string()),
      title: z.object({ zh: level('L1', z.string()), en: level('L1', z.string()) }),
      state: level('L1', z.enum(owaspStates)),
      because: z.object({ zh: level('L1', z.string()), en: level('L1', z.string()) }).nullable(),
      caught: rate.nullable(),
    }),
  ),
  /** Attacks that nobody stopped, those that had an effect first. */
  misses: z.array(listed),
  /** Benign controls that were stopped. */
  falseAlarms: z.array(listed),
  /** Sentences of upheld alarms: each must stay quiet, or be found, as was ruled. */
  reported: z.object({
    total: level('L1', z.number().int()),
    failed: z.array(z.object({ alarmId: level('L2', z.string()), about: level('L1', z.string()) })),
  }),
})
export type RedteamReport = z.infer<typeof redteamReport>
