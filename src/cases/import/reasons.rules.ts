import type { ImportField, RejectionCode } from '../imports.contract.ts'

/** Why a row is not taken; `value` is what stood in the file. */
export interface Reason {
  code: RejectionCode
  field: ImportField | null
  value?: string
}

/** A row that was not taken, as it was read. */
export interface Rejected {
  row: number
  reasons: Reason[]
  cells: readonly string[]
}

type Sentence = { zh: string; en: string }

/** The sentences of the codes. `{{field}}` and `{{value}}` are filled in. */
export const reasonSentences: Readonly<Record<RejectionCode, Sentence>> = {
  shifted: {
    zh: '列数与表头不一致，该行很可能错位',
    en: 'The row has more or fewer cells than there are headings; it is likely shifted',
  },
  'not-json': { zh: '该行不是 JSON 对象', en: 'The line is no JSON object' },
  'empty-row': { zh: '空行', en: 'The row is empty' },
  'detail-missing': { zh: '没有诉求内容', en: 'The detail of the matter is missing' },
  'text-too-long': { zh: '“{{field}}”过长', en: '{{field}} is too long' },
  'unreadable-characters': {
    zh: '“{{field}}”含无法识别的字符（文件编码损坏）',
    en: '{{field}} has characters that cannot be read (the encoding of the file is damaged)',
  },
  'bad-date': {
    zh: '“{{field}}”的时间“{{value}}”无法识别，或在将来',
    en: '{{field}}: "{{value}}" is no time that can be read, or lies ahead',
  },
  'closed-before-reported': { zh: '办结时间早于受理时间', en: 'It was closed before it was reported' },
  'bad-number': { zh: '“{{field}}”的“{{value}}”不是有效坐标', en: '{{field}}: "{{value}}" is no coordinate' },
  'bad-phone': { zh: '“{{value}}”不是电话号码', en: '"{{value}}" is no telephone number' },
  'bad-rating': { zh: '“{{value}}”不是 1 到 5 的评分', en: '"{{value}}" is no rating from 1 to 5' },
  'unknown-value': {
    zh: '“{{field}}”的“{{value}}”在本市没有对应项',
    en: '{{field}}: the city has no "{{value}}"',
  },
}

const fieldNames: Readonly<Record<ImportField, Sentence>> = {
  externalId: { zh: '编号', en: 'External id' },
  subject: { zh: '标题', en: 'Subject' },
  detail: { zh: '诉求内容', en: 'Detail' },
  reportedAt: { zh: '受理时间', en: 'Reported at' },
  reporterName: { zh: '诉求人', en: 'Name' },
  reporterPhone: { zh: '电话', en: 'Telephone' },
  address: { zh: '地址', en: 'Address' },
  longitude: { zh: '经度', en: 'Longitude' },
  latitude: { zh: '纬度', en: 'Latitude' },
  region: { zh: '区域', en: 'Region' },
  category: { zh: '分类', en: 'Category' },
  department: { zh: '承办单位', en: 'Department' },
  duty: { zh: '事项', en: 'Duty' },
  nature: { zh: '诉求类型', en: 'Nature' },
  channel: { zh: '渠道', en: 'Channel' },
  urgency: { zh: '紧急程度', en: 'Urgency' },
  reply: { zh: '答复', en: 'Reply' },
  closedAt: { zh: '办结时间', en: 'Closed at' },
  rating: { zh: '满意度', en: 'Rating' },
}

const shownCharacters = 40

/** The sentence of a reason in a language. */
export function reasonMessage(reason: Reason, language: 'zh' | 'en'): string {
  const filled: Record<string, string> = {
    field: reason.field ? fieldNames[reason.field][language] : '',
    value: (reason.value ?? '').slice(0, shownCharacters).toWellFormed(),
  }
  return reasonSentences[reason.code][language].replace(
    /\{\{(\w+)\}\}/g,
    (_, name: string) => filled[name] ?? '',
  )
}
