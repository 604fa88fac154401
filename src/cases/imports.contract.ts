import { z } from 'zod'
import { level } from '#base/level.contract.ts'
import { personText } from '#base/text.contract.ts'
import { channels, natures, urgencies } from './case-words.contract.ts'

/** What a column of a file can be. `detail` must be mapped; everything else may be missing. */
export const importFields = [
  'externalId',
  'subject',
  'detail',
  'reportedAt',
  'reporterName',
  'reporterPhone',
  'address',
  'longitude',
  'latitude',
  'region',
  'category',
  'department',
  'duty',
  'nature',
  'channel',
  'urgency',
  'reply',
  'closedAt',
  'rating',
] as const
export type ImportField = (typeof importFields)[number]

/** Fields whose values are ids of the city or words of a contract; a file writes them in its own way. */
export const valueFields = [
  'department',
  'category',
  'duty',
  'region',
  'nature',
  'channel',
  'urgency',
] as const
export type ValueField = (typeof valueFields)[number]

export const importFormats = ['csv', 'jsonl', 'xlsx'] as const
export const importEncodings = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030'] as const

/** 512 MB. A multipart upload to POST /api/imports: one file. */
export const largestUpload = 512 * 1024 * 1024

/** Headings are made unique when a file repeats one: `标题`, `标题 (2)`. */
const heading = z.string().max(200)

/** Which column is what, and what its values mean here. */
export const importMapping = z.object({
  columns: level('L2', z.partialRecord(z.enum(importFields), heading)),
  /** Value in the file → id of the city or word of the contract; `''` leaves the field empty. */
  values: level('L3', z.partialRecord(z.enum(valueFields), z.record(z.string(), z.string().max(80)))).default(
    {},
  ),
  /** What is done with a row whose value is neither known nor mapped; what it said stays on the timeline when left empty. */
  unknownValues: level('L2', z.enum(['reject', 'leave-empty'])).default('leave-empty'),
  /** The system the file comes from: external ids are unique within it. */
  source: level('L2', personText(60, 1)).default('file'),
  /** For rows, or files, that do not say. */
  defaults: z
    .object({
      nature: level('L2', z.enum(natures)).default('complaint'),
      channel: level('L2', z.enum(channels)).default('import'),
      urgency: level('L2', z.enum(urgencies)).default('normal'),
    })
    .prefault({}),
})
export type ImportMapping = z.output<typeof importMapping>
export type GivenMapping = z.input<typeof importMapping>

/** Stable codes of why a row was not taken; `message` is in the reader's language. */
export const rejectionCodes = [
  'shifted',
  'not-json',
  'empty-row',
  'detail-missing',
  'text-too-long',
  'unreadable-characters',
  'bad-date',
  'closed-before-reported',
  'bad-number',
  'bad-phone',
  'bad-rating',
  'unknown-value',
] as const
export type RejectionCode = (typeof rejectionCodes)[number]

export const rejectionReason = z.object({
  code: level('L2', z.enum(rejectionCodes)),
  field: level('L2', z.enum(importFields).nullable()),
  message: level('L2', z.string()),
})

export const rejectedRow = z.object({
  /** As a spreadsheet counts: the headings are row 1. */
  row: level('L2', z.number().int()),
  reasons: z.array(rejectionReason),
  /** The row as it was read, cut to 200 characters a cell. */
  cells: level('L4', z.array(z.string())),
})

/** A link is followed in the language of the browser; the page may be in another. */
export const rejectedQuery = z.object({ language: level('L1', z.enum(['zh', 'en'])).optional() })

const count = level('L2', z.number().int().min(0))

/** What became of the rows, or would become of them. They add up to the rows read. */
export const importCounts = z.object({
  rows: count,
  /** Past cases: the department, the reply or the closing is known. No advice is asked for. */
  history: count,
  /** Open matters: written as reported, each with its advice. */
  open: count,
  /** There already, by external id. */
  repeated: count,
  rejected: count,
})
export type ImportCounts = z.infer<typeof importCounts>

export const unknownValue = z.object({
  field: level('L2', z.enum(valueFields)),
  value: level('L3', z.string()),
  count,
})

/** A dry run: every row was read and checked, nothing was written. */
export const importCheck = z.object({
  counts: importCounts,
  /** The first 20. */
  rejected: z.array(rejectedRow),
  /** Values that are neither of the city nor mapped, the most frequent first; at most 300. */
  unknown: z.array(unknownValue),
  unknownMore: level('L2', z.boolean()),
})
export type ImportCheck = z.infer<typeof importCheck>

/** `uploaded` → (`checking` → `uploaded`) → `queued` → `running` → `done` | `failed` | `cancelled`. */
export const importStates = [
  'uploaded',
  'checking',
  'queued',
  'running',
  'done',
  'failed',
  'cancelled',
] as const
export type ImportState = (typeof importStates)[number]

const moment = z.iso.datetime()

export const importSummary = z.object({
  importId: level('L2', z.uuid()),
  state: level('L2', z.enum(importStates)),
  fileName: level('L2', z.string()),
  bytes: count,
  format: level('L2', z.enum(importFormats)),
  encoding: level('L2', z.enum(importEncodings)),
  createdAt: level('L2', moment),
  startedAt: level('L2', moment.nullable()),
  endedAt: level('L2', moment.nullable()),
  /** Of the check or the run that goes on; null when nothing does. */
  progress: z
    .object({
      done: count,
      total: count,
      rowsPerSecond: level('L2', z.number().nullable()),
      secondsLeft: level('L2', z.number().nullable()),
    })
    .nullable(),
  /** Of the run, as far as it has come; null before it. */
  counts: importCounts.nullable(),
})
export type ImportSummary = z.infer<typeof importSummary>

export const importDetail = importSummary.extend({
  /** Rows without the headings. */
  rows: count,
  /** Imported cases, of all imports, that a search does not find by their words yet: they are filled in after the end. */
  unsearched: count,
  /** `,` `;` or a tab; null for other formats. */
  delimiter: level('L2', z.string().nullable()),
  headings: level('L2', z.array(z.string())),
  /** First rows as read, cut to 200 characters a cell; empty once the file was removed. */
  sample: level('L4', z.array(z.array(z.string()))),
  mapping: importMapping,
  /** Where it came from: the headings, this person's last choice, somebody's last choice, or this person now. */
  mappingFrom: level('L2', z.enum(['guessed', 'own', 'shared', 'chosen'])),
  /** The dry run of this mapping; null until there was one. */
  check: importCheck.nullable(),
  /** Why the run or the last check failed. */
  error: z.object({ code: level('L2', z.string()), message: level('L2', z.string()) }).nullable(),
  /** The file, the sample and the rejected rows go 30 days after the end. */
  removedAt: level('L2', moment.nullable()),
})
export type ImportDetail = z.infer<typeof importDetail>

/** GET /api/imports: one's own, newest first. */
export const importList = z.object({ items: z.array(importSummary) })

/** PUT /api/imports/:importId/mapping */
export const mapImport = importMapping
