import { type Language, type Level, within } from '#base/index.ts'
import { type CitySnapshot, wallTime } from '#city/index.ts'
import type { ExportedRow } from './export-rows.store.ts'
import { wordOf } from './export-words.ts'

type Words = Record<Language, string>

const levelNames: Record<Level, Words> = {
  L1: { zh: '公开', en: 'public' },
  L2: { zh: '内部', en: 'internal' },
  L3: { zh: '敏感', en: 'sensitive' },
  L4: { zh: '高度敏感', en: 'highly sensitive' },
}

interface Surroundings {
  city: CitySnapshot
  language: Language
  level: Level
}

const named = (one: { name: string; nameEnglish: string } | undefined, language: Language) =>
  one ? (language === 'zh' ? one.name : one.nameEnglish) : ''

function momentOf(at: Date | null, { city }: Surroundings): string {
  if (!at) return ''
  const { date, milliseconds } = wallTime(city.calendar.timeZone, at.getTime())
  const minutes = Math.floor(milliseconds / 60_000)
  const two = (number: number) => String(number).padStart(2, '0')
  return `${date} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

interface Column {
  heading: Words
  /** Above the reader's level the cell is empty. */
  level: Level
  value(row: ExportedRow, around: Surroundings): string
}

const said =
  (kind: 'state' | 'disposition' | 'nature' | 'channel' | 'urgency') =>
  (row: ExportedRow, { language }: Surroundings) =>
    wordOf({ kind, code: row[kind] }, language)

// Who brought it in is left out: a list of names and numbers is no business of a file.
const columns: readonly Column[] = [
  { heading: { zh: '工单编号', en: 'Code' }, level: 'L2', value: row => row.code },
  { heading: { zh: '状态', en: 'State' }, level: 'L2', value: said('state') },
  { heading: { zh: '办结方式', en: 'Disposition' }, level: 'L2', value: said('disposition') },
  { heading: { zh: '标题', en: 'Subject' }, level: 'L4', value: row => row.subject ?? '' },
  { heading: { zh: '诉求内容', en: 'Detail' }, level: 'L4', value: row => row.detail ?? '' },
  { heading: { zh: '地址', en: 'Address' }, level: 'L4', value: row => row.address ?? '' },
  {
    heading: { zh: '区域', en: 'Region' },
    level: 'L2',
    value: (row, { city, language }) => named(city.region(row.region_id ?? ''), language),
  },
  {
    heading: { zh: '承办部门', en: 'Department' },
    level: 'L2',
    value: (row, { city, language }) => named(city.department(row.department_id ?? ''), language),
  },
  {
    heading: { zh: '分类', en: 'Category' },
    level: 'L2',
    value: (row, { city, language }) =>
      row.category_id === null
        ? ''
        : city
            .categoryPath(row.category_id)
            .map(one => named(one, language))
            .join(' / '),
  },
  { heading: { zh: '性质', en: 'Nature' }, level: 'L2', value: said('nature') },
  { heading: { zh: '来源', en: 'Channel' }, level: 'L2', value: said('channel') },
  { heading: { zh: '紧急程度', en: 'Urgency' }, level: 'L2', value: said('urgency') },
  { heading: { zh: '反映人数', en: 'People' }, level: 'L2', value: row => String(1 + row.members) },
  {
    heading: { zh: '登记时间', en: 'Reported' },
    level: 'L2',
    value: (row, around) => momentOf(row.reported_at, around),
  },
  { heading: { zh: '时限', en: 'Due' }, level: 'L2', value: (row, around) => momentOf(row.due_at, around) },
  {
    heading: { zh: '办结时间', en: 'Closed' },
    level: 'L2',
    value: (row, around) => momentOf(row.closed_at, around),
  },
  { heading: { zh: '评分', en: 'Rating' }, level: 'L2', value: row => String(row.rating ?? '') },
  {
    heading: { zh: '生成的演示数据', en: 'Generated' },
    level: 'L2',
    value: (row, { language }) => (row.generated ? { zh: '是', en: 'yes' }[language] : ''),
  },
]

/** The headings of an export. */
export const headingsOf = (language: Language): string[] => columns.map(column => column.heading[language])

/** One case as a line of a file; what is above the level is empty. */
export function cellsOf(row: ExportedRow, around: Surroundings): string[] {
  return columns.map(column => (within(column.level, around.level) ? column.value(row, around) : ''))
}

/** The first line of every export: what it is, who took it out, when, at which level and by which filter. */
export function labelOf(
  given: { by: string; at: Date; exportId: string; filter: readonly string[] },
  around: Surroundings,
): string {
  const { language, level } = around
  const name = levelNames[level][language]
  const filter = given.filter.join('; ')
  return language === 'zh'
    ? `城枢导出 ${given.exportId}，导出人 ${given.by}，${momentOf(given.at, around)}，数据级别 ${level}（${name}），内部使用；筛选：${filter || '无'}`
    : `Exported from Chengshu ${given.exportId} by ${given.by} at ${momentOf(given.at, around)}, data level ${level} (${name}), internal use; filter: ${filter || 'none'}`
}
