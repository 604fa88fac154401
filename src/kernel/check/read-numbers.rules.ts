import { numeralCharacters, readChineseNumeral, round } from './chinese-numeral.rules.ts'

/** A number as it stands in a text. */
export interface Quantity {
  start: number
  end: number
  kind: 'number' | 'share' | 'date' | 'time'
  /** What it is worth; of a share the part of one, of a time the minutes of the day, of a date 0. */
  value: number
  /** Year, month and day as far as they are said. */
  date?: readonly [number | null, number | null, number | null]
  /** What is counted, as far as it is one of the usual units: 5个工作日 and 5天 are not the same. */
  unit: string | null
  /** The value if a unit behind the end of a range belongs to it as well: 3-5万. */
  other?: number
}

const scales: Record<string, number> = {
  十: 10,
  百: 100,
  千: 1000,
  万: 1e4,
  十万: 1e5,
  百万: 1e6,
  千万: 1e7,
  亿: 1e8,
  十亿: 1e9,
  百亿: 1e10,
  千亿: 1e11,
  万亿: 1e12,
  thousand: 1000,
  million: 1e6,
  billion: 1e9,
}
const scale = '(?:[十百千]?[万亿]|万亿|[百千](?![米克瓦])| ?(?:thousand|million|billion)\\b)'
const digits = '(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?'
const numeral = `[${numeralCharacters}]+`
const any = `(?:\\d+|[${numeralCharacters.replace('点', '')}]+)`

/** One pass over the text; the order is the order in which forms are tried at a place. */
const forms = new RegExp(
  [
    // A date of digits or of numerals, at least with year and month or month and day.
    `(?<date>(?<y>\\d{4}|[〇零一二三四五六七八九]{4})\\s?年\\s?(?:(?<m>${any})\\s?月份?\\s?(?:(?<d>${any})\\s?[日号])?)?|(?<m2>${any})\\s?月\\s?(?<d2>${any})\\s?[日号]|(?<y3>(?:19|20)\\d{2})[-/.](?<m3>\\d{1,2})[-/.](?<d3>\\d{1,2})(?!\\d|[-/.]\\d))`,
    `(?<time>(?<half>上午|下午|晚上|中午|凌晨)?\\s?(?<h>\\d{1,2}|[${numeralCharacters.replace('点', '')}]{1,3})(?:[:：](?<min>[0-5]\\d)(?!\\d)|[点时](?:(?<min2>${any})分|(?<thirty>半)|整|(?=[至到前后起止、，。)）-]))))`,
    `(?<share>百分之(?<hundredth>${numeral}|${digits})|千分之(?<thousandth>${numeral}|${digits})|(?<tenth>[一二三四五六七八九])成(?![立为员果本功就熟绩长交都分])|(?<percent>${digits})\\s?[%％]|(?<permille>${digits})\\s?‰)`,
    `(?<arabic>${digits})(?<scale>${scale})?`,
    `(?<chinese>${numeral})`,
  ].join('|'),
  'giu',
)

/** A numeral of one character counts only before what is counted or measured; 一个, 统一, 十分 are words. */
const countedBehind =
  /^(?:个?(?:工作日|月|小时|自然日|季度|星期|礼拜|钟头)|年|天|日|周|分钟|元|倍|岁|%|亩|公里|米|平方|吨|级|档|名|户|人|件|份|套|批|次|折)/
/** Words of numerals that count nothing. */
const noNumber = new Set([
  '万一',
  '千万',
  '万万',
  '百万千万',
  '一一',
  '三三两两',
  '一二',
  '三五',
  '七八',
  '两三',
  '三四',
  '五六',
  '万千',
  '一十',
  '一两',
])
/** 第十二条, but neither 第一，nor 第一时间. */
const ordinalOf = /^[条款项章节编部号期批届次代类级轮名位页]/

const worth = (text: string): number | null => {
  const plain = text.replaceAll(',', '')
  return /^\d/.test(plain) ? Number(plain) : readChineseNumeral(plain)
}
const part = (text: string | undefined): number | null => (text === undefined ? null : worth(text))

function dateOf(groups: Record<string, string | undefined>): Quantity['date'] {
  const of = (names: string[]) => part(names.map(name => groups[name]).find(one => one !== undefined))
  return [of(['y', 'y3']), of(['m', 'm2', 'm3']), of(['d', 'd2', 'd3'])]
}

function timeOf(groups: Record<string, string | undefined>): number | null {
  const hour = part(groups.h)
  if (hour === null || hour > 24) return null
  const minutes = groups.thirty ? 30 : (part(groups.min ?? groups.min2) ?? 0)
  const late = /下午|晚上/.test(groups.half ?? '') && hour < 12
  return (late ? hour + 12 : hour) * 60 + minutes
}

function shareOf(groups: Record<string, string | undefined>): number | null {
  const of = (name: string, by: number) => {
    const value = part(groups[name])
    return value === null ? null : round(value / by)
  }
  return (
    of('hundredth', 100) ??
    of('thousandth', 1000) ??
    of('tenth', 10) ??
    of('percent', 100) ??
    of('permille', 1000)
  )
}

function chineseOf(text: string, at: { start: number; end: number }): number | null {
  const found = text.slice(at.start, at.end)
  if (noNumber.has(found)) return null
  const value = readChineseNumeral(found)
  const isOrdinal = text[at.start - 1] === '第'
  const behind = text.slice(at.end, at.end + 4)
  if (isOrdinal) return ordinalOf.test(behind) ? value : null
  if ([...found].length > 1 && !/点$/.test(found)) return value
  return countedBehind.test(behind) && !(found === '一' && /^[个名户人件份套批次年天日级]/.test(behind))
    ? value
    : null
}

const units =
  /^\s?[多余个]?\s?(工作日|自然日|季度|星期|礼拜|小时|钟头|分钟|平方米|平方公里|公里|[日天周月年元块户人名位倍岁条款项章号楼栋幢层室米吨亩斤])/
/** Units that mean the same. */
const sameUnits = new Map([
  ['天', '日'],
  ['自然日', '日'],
  ['星期', '周'],
  ['礼拜', '周'],
  ['钟头', '小时'],
  ['块', '元'],
  ['名', '人'],
  ['位', '人'],
])

function unitBehind(text: string, at: number): string | null {
  const found = units.exec(text.slice(at, at + 8))?.[1]
  return found === undefined ? null : (sameUnits.get(found) ?? found)
}

/** Signs of a list at the beginning of a line are no numbers of the answer: `1. `, `（2）`, `三、`. */
const enumerator =
  /(?<=^|\n)[ \t>*-]*(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）、.．](?!\d)|#{1,6})/g
/** Nor are the marks of citations, and the tokens that stand for identities. */
const notRead = /[[【〔]\d{1,3}[\]】〕]|⟦[^⟦⟧]*⟧/g

const blank = (text: string) =>
  text
    .replaceAll(notRead, hit => ' '.repeat(hit.length))
    .replaceAll(enumerator, hit => ' '.repeat(hit.length))
const narrow = (text: string) =>
  text.replaceAll(/[０-９．，％]/g, unit => String.fromCharCode(unit.charCodeAt(0) - 0xfee0))

/** Every number in a text: digits, Chinese numerals, units of ten thousand, shares, dates and times of the day. */
export function readNumbers(given: string): Quantity[] {
  const text = blank(narrow(given))
  const found: Quantity[] = []
  for (const match of text.matchAll(forms)) {
    const groups = match.groups!
    const at = { start: match.index, end: match.index + match[0].length }
    if (groups.date) {
      found.push({ ...at, kind: 'date', value: 0, unit: null, date: dateOf(groups)! })
      continue
    }
    const [kind, value] = groups.time
      ? (['time', timeOf(groups)] as const)
      : groups.share
        ? (['share', shareOf(groups)] as const)
        : groups.arabic
          ? ([
              'number',
              round(worth(groups.arabic)! * (scales[(groups.scale ?? '').trim().toLowerCase()] ?? 1)),
            ] as const)
          : (['number', chineseOf(text, at)] as const)
    if (value !== null)
      found.push({ ...at, kind, value, unit: kind === 'number' ? unitBehind(text, at.end) : null })
  }
  return withRanges(text, found)
}

/** The first of a range may take its unit from the second: 3-5万, 10～20%. */
function withRanges(text: string, found: Quantity[]): Quantity[] {
  return found.map((one, place) => {
    const next = found[place + 1]
    if (one.kind !== 'number' || !next || !/^\s?[-~～—–至到]\s?$/.test(text.slice(one.end, next.start)))
      return one
    if (next.kind === 'share') return { ...one, other: round(one.value / 100) }
    const said = { ...one, unit: one.unit ?? next.unit }
    const unit = /[十百千]?[万亿]|万亿|[百千]$/.exec(text.slice(next.start, next.end))?.[0]
    return unit && scales[unit] ? { ...said, other: round(one.value * scales[unit]) } : said
  })
}
