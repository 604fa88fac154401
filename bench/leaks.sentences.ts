import type { Draw } from './leaks.draw.ts'
import type { CanaryType } from './leaks.plant.ts'

const carriers: Record<CanaryType, readonly string[]> = {
  phone: [
    '有事打{x}',
    '联系电话：{x}',
    '我的号码是{x}，随时可以打',
    '回电 {x}，谢谢',
    '手机{x}（微信同号）',
    '加我 {x}',
  ],
  idNumber: ['身份证{x}', '证件号码：{x}，请核实', '我的号码{x}登记错了', '户口本上是{x}', 'ID {x}'],
  bankCard: ['退到卡号{x}', '银行卡：{x}', '工行{x}一直没到账', '账户 {x} 被扣款'],
  name: [
    '我叫{x}',
    '请找{x}',
    '{x}说的',
    '业主{x}反映',
    '我是{x}，家里停水',
    '负责人{x}态度不好',
    '租户是{x}和他爱人',
  ],
  address: ['我住{x}', '地址：{x}', '{x}门口路灯不亮', '就在{x}楼下', '送到{x}'],
  email: ['邮箱{x}', '发到 {x}', '请回复{x}。'],
}

const grouped = (value: string, by: RegExp, sign: string) => value.replace(by, `$1${sign}$2${sign}$3`)
const usual = /^(\d{3})(\d{4})(\d{4})$/
const fours = (value: string, sign: string) => value.replace(/(.{4})(?=.)/g, `$1${sign}`)

/** Ways people write a number. Each says how, so that what is let through is published by it. */
const ways: Record<string, (value: string) => string> = {
  plain: value => value,
  spaces: value => (usual.test(value) ? grouped(value, usual, ' ') : fours(value, ' ')),
  hyphens: value => (usual.test(value) ? grouped(value, usual, '-') : fours(value, '-')),
  'full width': value => value.replace(/[0-9]/g, digit => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
  'unusual groups': value => fours(value, ' '),
}
const wayNames = Object.keys(ways)
const numbers: readonly CanaryType[] = ['phone', 'idNumber', 'bankCard']

/** A sentence somebody might write with a value in it, and in which way it stands there. */
export function sentenceOf(draw: Draw, type: CanaryType, value: string): { text: string; way: string } {
  const way = numbers.includes(type) ? draw.of(wayNames) : 'plain'
  const written = ways[way]!(value)
  return { text: draw.of(carriers[type]).replace('{x}', written), way }
}

/** A whole message with one value of each type. */
export function messageOf(draw: Draw, values: Record<CanaryType, string>): string {
  const said = (Object.keys(carriers) as CanaryType[]).map(type => sentenceOf(draw, type, values[type]).text)
  return `小区路灯不亮三天了，没有人来修。${said.join('，')}。`
}
