import type { Spot } from './spot.rules.ts'

const day =
  '(?:(?:19|20)\\d{2}\\s?(?:年\\s?(?:0?[1-9]|1[0-2])\\s?月(?:\\s?(?:0?[1-9]|[12]\\d|3[01])\\s?[日号])?|[-./](?:0?[1-9]|1[0-2])[-./](?:0?[1-9]|[12]\\d|3[01])(?!\\d)|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])(?!\\d)))'
const bornOn = new RegExp(
  `(?:出生(?:日期|年月日?|时间|于)?|生日|生于|诞辰|DOB|birth(?:day|date)?|born(?: on)?)[是为:：\\s]{0,4}(${day})`,
  'gi',
)
const dayBorn = new RegExp(`(?<!\\d)(${day})(?:出生|生人|生(?=[，,。；;、\\s]|$))`, 'g')

const person =
  /(?:我|本人|父亲|母亲|爸|妈|爷爷|奶奶|外公|外婆|丈夫|妻子|老公|老婆|儿子|女儿|孩子|小孩|家人|老人|哥|姐|弟|妹|患者|病人|业主|邻居|她|他)/
const suffers =
  /(?:患|得了|得的|得过|确诊|查出|诊断|检查出|罹患|身患|住院|手术|有|是|感染|治疗|因)[^。！？\n]{0,8}$/
const illness =
  /(?:[一-龥]{0,3}(?:癌症|癌|恶性肿瘤|肿瘤|白血病|淋巴瘤)|高血压|糖尿病|冠心病|心脏病|心肌梗死|心梗|脑梗死?|脑出血|中风|偏瘫|瘫痪|尿毒症|肾衰竭|肝硬化|乙肝|丙肝|肝炎|肺结核|结核病|艾滋病|HIV(?:感染)?|梅毒|淋病|性病|抑郁症|焦虑症|精神分裂症?|双相情感障碍|自闭症|癫痫|帕金森病?|阿尔茨海默病?|老年痴呆症?|智力残疾|精神残疾|肢体残疾|[一二三四]级残疾|流产|怀孕|不孕不育|红斑狼疮|类风湿|哮喘|慢阻肺|尘肺病?|甲亢|血友病|地中海贫血|罕见病)/g
const money =
  /(?:月?工资|月薪|年薪|薪水|年收入|月收入|收入|退休金|养老金|存款|积蓄|余额|欠款|负债|贷款|房贷|车贷|低保金|借款|欠债)[^。！？\n\d￥¥]{0,8}([￥¥]?\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?\s?(?:万|千|百)?元?|[￥¥]?\d{1,9}(?:\.\d{1,2})?\s?(?:万|千|百)?(?:元|块|多)?)/g

/** The words before a place, back to the end of the sentence before. */
function sentenceBefore(text: string, at: number, reach: number): string {
  const slice = text.slice(Math.max(0, at - reach), at)
  return slice.slice(Math.max(slice.lastIndexOf('。'), slice.lastIndexOf('\n'), slice.lastIndexOf('！')) + 1)
}

function addBirths(text: string, spots: Spot[]): void {
  for (const form of [bornOn, dayBorn])
    for (const match of text.matchAll(form)) {
      const start = match.index + match[0].indexOf(match[1]!)
      const end = start + match[1]!.length
      spots.push({ type: 'birth_date', start, end, score: 0.9, because: ['pattern', 'context'] })
    }
}

function addIllnesses(text: string, spots: Spot[]): void {
  for (const match of text.matchAll(illness)) {
    const before = sentenceBefore(text, match.index, 24)
    if (!person.test(before) || !suffers.test(before + match[0].slice(0, 3))) continue
    const end = match.index + match[0].length
    spots.push({ type: 'medical', start: match.index, end, score: 0.75, because: ['word', 'context'] })
  }
}

function addMoney(text: string, spots: Spot[]): void {
  for (const match of text.matchAll(money)) {
    if (!person.test(sentenceBefore(text, match.index, 16))) continue
    const end = match.index + match[0].length
    const start = end - match[1]!.length
    spots.push({ type: 'money', start, end, score: 0.7, because: ['word', 'pattern', 'context'] })
  }
}

/**
 * Facts about a person: when somebody was born, what somebody suffers from, what somebody earns or owes. An illness or an amount
 * alone is none; it has to be tied to somebody.
 */
export function findFacts(text: string): Spot[] {
  const spots: Spot[] = []
  if (/生|birth|born|DOB/i.test(text)) addBirths(text, spots)
  if (/[病癌症瘤肝梗疾瘫毒痴孕产喘衰贫]|HIV|中风|甲亢/.test(text)) addIllnesses(text, spots)
  if (/[薪资入款金蓄额债贷]/.test(text)) addMoney(text, spots)
  return spots
}
