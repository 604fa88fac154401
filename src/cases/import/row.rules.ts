import { z } from 'zod'
import { personText } from '#base/text.contract.ts'
import { channels, natures, urgencies } from '../case-words.contract.ts'
import type { ImportField, ImportMapping, ValueField } from '../imports.contract.ts'
import { type ReadMoment, readMoment } from './moment.rules.ts'
import type { Reason } from './reasons.rules.ts'
import { ratingWords } from './value-words.ts'
import { type Meaning, plainValue } from './values.rules.ts'

/** A row whose texts, numbers and values are all in order. */
export const importedRow = z.object({
  externalId: personText(200).nullable(),
  subject: personText(200),
  detail: personText(20_000, 1),
  reportedAt: z.date().nullable(),
  reporterName: personText(50).nullable(),
  reporterPhone: z
    .string()
    .regex(/^[0-9+() -]{0,30}$/)
    .nullable(),
  anonymous: z.boolean(),
  address: personText(300).nullable(),
  longitude: z.number().min(-180).max(180).nullable(),
  latitude: z.number().min(-90).max(90).nullable(),
  region: z.string().nullable(),
  category: z.string().nullable(),
  department: z.string().nullable(),
  duty: z.string().nullable(),
  nature: z.enum(natures),
  channel: z.enum(channels),
  urgency: z.enum(urgencies),
  reply: personText(5000).nullable(),
  closedAt: z.date().nullable(),
  rating: z.int().min(1).max(5).nullable(),
})
export type ImportedRow = z.output<typeof importedRow> & {
  /** What the file said where the city has nothing of that name: kept on the timeline. */
  unknown: Partial<Record<ValueField, string>>
}

/** How the rows of one file are read; made once for all of them. */
export interface RowReading {
  /** Place of each mapped field among the cells. */
  places: ReadonlyMap<ImportField, number>
  mapping: Pick<ImportMapping, 'unknownValues' | 'defaults'>
  meaning(field: ValueField, value: string): Meaning
  /** The instant of a moment on the city's wall clock, in Unix milliseconds. */
  instantOf(moment: { date: string; milliseconds: number }): number
  /** What lies after it has not happened yet. */
  latest: number
  /** Some bytes of the file are not of its encoding, so U+FFFD marks what was lost. */
  damaged: boolean
}

const valueFieldsRead = ['region', 'category', 'department', 'duty', 'nature', 'channel', 'urgency'] as const
const nameless = new Set(['匿名', '匿名用户', '匿名市民', 'anonymous', '无', '不详', '未知'])
const ratings = new Map(
  ratingWords.flatMap((words, place) => words.map(word => [plainValue(word), place + 1] as const)),
)

// A masked number can neither be called nor compared; of several the first counts.
function phoneOf(text: string): string | null {
  const plain = text.normalize('NFKC').replaceAll(/[—–−]/g, '-').trim()
  if (/\*|[xX]{3,}/.test(plain) && /\d/.test(plain)) return null
  const first = plain.split(/[,;、/\n]/)[0]!.trim()
  return first === '' ? null : first
}

function ratingOf(text: string): number | null {
  const plain = plainValue(text)
  if (plain === '') return null
  return ratings.get(plain) ?? Number(plain.replace(/[分星]$/, ''))
}

const codes: Partial<Record<string, Reason['code']>> = {
  longitude: 'bad-number',
  latitude: 'bad-number',
  rating: 'bad-rating',
  reporterPhone: 'bad-phone',
}

function reasonOf(issue: z.core.$ZodIssue, value: (field: ImportField) => string): Reason {
  const field = issue.path[0] as ImportField
  const code = codes[field] ?? (issue.code === 'too_small' ? 'detail-missing' : 'text-too-long')
  return { code, field, ...(code === 'text-too-long' ? {} : { value: value(field) }) }
}

/** Reads a row. Gives all the reasons against it, not only the first: a person mends a row once. */
export function readRow(
  cells: readonly string[],
  reading: RowReading,
): { row: ImportedRow } | { reasons: Reason[]; unknown: ImportedRow['unknown'] } {
  const reasons: Reason[] = []
  const unknown: ImportedRow['unknown'] = {}
  const { places, mapping } = reading
  const value = (field: ImportField): string => {
    const place = places.get(field)
    // Old systems fill cells of a fixed width with U+0000: a cell of nothing else is empty.
    return place === undefined ? '' : (cells[place] ?? '').replaceAll('\u0000', '')
  }
  const text = (field: ImportField) => value(field).trim() || null
  const number = (field: ImportField) => (text(field) === null ? null : Number(text(field)))
  const moment = (field: ImportField): Date | null => {
    const given = text(field)
    if (given === null) return null
    const read: ReadMoment | null = readMoment(given)
    const instant = read === null ? Number.NaN : 'instant' in read ? read.instant : reading.instantOf(read)
    if (instant <= reading.latest) return new Date(instant)
    reasons.push({ code: 'bad-date', field, value: given })
    return null
  }
  const meant: Partial<Record<ValueField, string>> = {}
  for (const field of valueFieldsRead) {
    const given = text(field)
    if (given === null) continue
    const meaning = reading.meaning(field, given)
    if (meaning === 'unknown') {
      unknown[field] = given.slice(0, 200).toWellFormed()
      if (mapping.unknownValues === 'reject') reasons.push({ code: 'unknown-value', field, value: given })
    } else if (meaning !== 'empty') meant[field] = meaning.id
  }
  const name = text('reporterName')
  const anonymous = name !== null && nameless.has(plainValue(name))
  const checked = importedRow.safeParse({
    externalId: text('externalId'),
    subject: value('subject'),
    detail: value('detail'),
    reportedAt: moment('reportedAt'),
    reporterName: anonymous ? null : name,
    reporterPhone: phoneOf(value('reporterPhone')),
    anonymous,
    address: text('address'),
    longitude: number('longitude'),
    latitude: number('latitude'),
    region: meant.region ?? null,
    category: meant.category ?? null,
    department: meant.department ?? null,
    duty: meant.duty ?? null,
    nature: meant.nature ?? mapping.defaults.nature,
    channel: meant.channel ?? mapping.defaults.channel,
    urgency: meant.urgency ?? mapping.defaults.urgency,
    reply: text('reply'),
    closedAt: moment('closedAt'),
    rating: ratingOf(value('rating')),
  })
  if (!checked.success) reasons.push(...checked.error.issues.map(issue => reasonOf(issue, value)))
  if (reading.damaged) {
    for (const field of places.keys()) {
      if (value(field).includes('\uFFFD')) reasons.push({ code: 'unreadable-characters', field })
    }
  }
  const { reportedAt, closedAt } = checked.data ?? {}
  if (reportedAt && closedAt && closedAt < reportedAt)
    reasons.push({ code: 'closed-before-reported', field: 'closedAt' })
  if (reasons.length > 0 || !checked.success) return { reasons, unknown }
  return { row: { ...checked.data, unknown } }
}

/**
 * True for a matter of the past: who handled it, what was replied or when it ended is known. Nobody needs advice on it.
 */
export function isHistory(row: Pick<ImportedRow, 'department' | 'reply' | 'closedAt'>): boolean {
  return row.department !== null || row.reply !== null || row.closedAt !== null
}
