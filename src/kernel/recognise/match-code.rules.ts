import { narrowed } from './characters.ts'
import { agreesMod31 } from './checksums.rules.ts'
import { speaksAgainst, speaksFor, wordsBefore } from './context.ts'
import { isRegion } from './numbers.rules.ts'
import type { Spot } from './spot.rules.ts'

const plateProvinces = new Set('京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领')
/** Words that end in the short name of a province. */
const notProvince = /(?:[最全更创翻崭革清重]新|[阿里百度华为腾讯金山]云|长江|面临|北京|天津|南京|东京)$/
/** Who registers, and what: the kinds that GB 32100 gives out. */
const creditKind = /^(?:1[1239]|2[1-9]|3[1-59]|4[1-9]|5[1-59]|6[129]|7[129]|8[19]|9[123]|A[19]|N[1-39]|Y1)/
const plateForm =
  /^[A-HJ-NP-Z][\s·•・.。-]?(?:[A-K][A-HJ-NP-Z0-9]\d{4}|\d{5}[A-K]|(?=(?:[A-Z]*\d){3})[A-HJ-NP-Z0-9]{5}|(?=(?:[A-Z]*\d){3})[A-HJ-NP-Z0-9]{4}[挂学警港澳试超使领])(?![A-Z0-9])/
const codeBefore =
  /(?:编号|型号?|款|料号?|零件|单号?|码|批号?|版本?|规格|房|栋|座|车次|航班|展位|工号|学号|设备|序列号?|订单|合同)[是为:：\s]*$/
const passportForm =
  /^(?:[EG]\d{8}|E[A-HJ-NP-Z]\d{7}|[PSD][E]?\d{7,8}|1[45]\d{7}|[CHMK]\d{8,10}|[A-Z]{1,2}\d{7,8})$/
const surePassport = /^(?:[EG]\d{8}|E[A-HJ-NP-Z]\d{7})$/

/** A vehicle plate whose letter stands at `start`, the province before it. */
export function findPlate(text: string, start: number): Spot | undefined {
  const gap = /[\s·]/.test(text[start - 1] ?? '') ? 1 : 0
  const at = start - 1 - gap
  if (!plateProvinces.has(text[at] ?? '')) return undefined
  if (notProvince.test(text.slice(Math.max(0, at - 2), at + 1))) return undefined
  const form = plateForm.exec(narrowed(text.slice(start, start + 10)).toUpperCase())
  if (!form) return undefined
  return { type: 'plate', start: at, end: start + form[0].length, score: 0.93, because: ['pattern'] }
}

/** What a run of letters and digits is: a social credit code or a passport. */
export function findCode(text: string, start: number, end: number): Spot | undefined {
  const length = end - start
  if (length < 8 || length > 18) return undefined
  const value = narrowed(text.slice(start, end)).toUpperCase()
  if (length === 18 && isRegion(value.slice(2)) && agreesMod31(value)) {
    const named = speaksFor('social_credit_code', text, { start, end })
    // In digits alone one number in 31 agrees by chance.
    if (!named && (!creditKind.test(value) || /^\d+$/.test(value))) return undefined
    const because = ['pattern', 'checksum', ...(named ? ['context'] : [])]
    return { type: 'social_credit_code', start, end, score: named ? 0.99 : 0.93, because }
  }
  if (length > 11 || !passportForm.test(value)) return undefined
  const named = speaksFor('passport', text, { start, end })
  if (named && !speaksAgainst('passport', text, start))
    return { type: 'passport', start, end, score: 0.95, because: ['pattern', 'context'] }
  const bare = surePassport.test(value) && !codeBefore.test(wordsBefore(text, start))
  if (!bare || speaksAgainst('passport', text, start)) return undefined
  return { type: 'passport', start, end, score: 0.6, because: ['pattern'] }
}

const militaryForm = /(?:[军兵士文职武海空陆参政后装南北广沈济兰成火警]{1,3})字?第?$/
/** The card of a soldier or officer: `军字第1234567号`, or a number behind the word for the card. */
export function findMilitary(text: string, start: number, end: number): Spot | undefined {
  if (end - start < 6 || end - start > 8) return undefined
  const before = wordsBefore(text, start)
  const lead = /[军兵士文职武海空陆参政后装南北广沈济兰成火警]{1,3}字第?\s?$/.exec(before)
  const form = lead !== null && militaryForm.test(lead[0].trimEnd())
  if (
    !form &&
    !/(?:军官证|士兵证|文职干部证|军人证|警官证|文职证)(?:件)?(?:号码?)?[是为:：\s]*$/.test(before)
  )
    return undefined
  const tail = form && text[end] === '号' ? 1 : 0
  return {
    type: 'military_id',
    start: start - (form ? lead[0].length : 0),
    end: end + tail,
    score: form ? 0.92 : 0.85,
    because: form ? ['pattern'] : ['pattern', 'context'],
  }
}
