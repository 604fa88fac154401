import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { hideIdentities } from '../redteam/hide-identities.ts'
import { idCheckOf } from './checksums.rules.ts'
import { recognise } from './recognise.rules.ts'

const found = (text: string) =>
  recognise(text).map(one => `${one.type} ${one.level} ${text.slice(one.start, one.end)}`)

/** Sentences as people say and write them to a city, one a row, with all that has to be found in them, in their order. */
const said: [text: string, ...found: string[]][] = [
  ['手机：138 0013 8000。', 'mobile L4 138 0013 8000'],
  ['回电+86 138-0013-8000', 'mobile L4 +86 138-0013-8000'],
  ['我的电话是１３８００１３８０００', 'mobile L4 １３８００１３８０００'],
  ['138.0013.8000', 'mobile L4 138.0013.8000'],
  ['微信@13800138000', 'mobile L4 13800138000'],
  ['座机0532-88886666转8012', 'landline L4 0532-88886666转8012'],
  ['传真(0532)88886666', 'landline L4 (0532)88886666'],
  ['固话 021 6888 6666', 'landline L4 021 6888 6666'],
  ['电话88886666', 'landline L4 88886666'],
  ['身份证11010519491231002X，手机13800138000', 'id_card L4 11010519491231002X', 'mobile L4 13800138000'],
  ['身份证号：110105 19491231 002X', 'id_card L4 110105 19491231 002X'],
  ['11010519491231002x是本人', 'id_card L4 11010519491231002x'],
  ['老身份证110105491231002', 'id_card L4 110105491231002'],
  ['卡号6222 0212 3456 7890 128', 'bank_card L4 6222 0212 3456 7890 128'],
  ['工商银行6222021234567890128', 'bank_card L4 6222021234567890128'],
  ['护照E12345678', 'passport L4 E12345678'],
  ['持护照G12345678出境', 'passport L4 G12345678'],
  ['军官证军字第1234567号', 'military_id L4 军字第1234567号'],
  ['邮箱wang.demo+12345@mail.example.com.cn，谢谢', 'email L3 wang.demo+12345@mail.example.com.cn'],
  ['写到a b@example.com', 'email L3 b@example.com'],
  ['13800138000@example.com', 'email L4 13800138000@example.com'],
  ['车牌京A12345乱停', 'plate L3 京A12345'],
  ['鲁B·D12345占了盲道', 'plate L3 鲁B·D12345'],
  ['粤BD12345挡住消防通道', 'plate L3 粤BD12345'],
  ['教练车京A1234学压线', 'plate L3 京A1234学'],
  ['粤Z1234港停在门口', 'plate L3 粤Z1234港'],
  ['服务器192.168.1.20打不开', 'ip L3 192.168.1.20'],
  ['地址是2001:db8::8a2e:370:7334', 'ip L3 2001:db8::8a2e:370:7334'],
  ['统一社会信用代码91350100M000100Y43', 'social_credit_code L2 91350100M000100Y43'],
  [
    '李雷，13800138000，li.lei@example.com',
    'name L3 李雷',
    'mobile L4 13800138000',
    'email L3 li.lei@example.com',
  ],
  ['投诉人王建国，住幸福小区5栋2单元1002室', 'name L3 王建国', 'address L4 幸福小区5栋2单元1002室'],
  ['出生日期：1985-02-03，患者本人', 'birth_date L3 1985-02-03'],
  ['我父亲患有糖尿病，月薪只有3000元', 'medical L4 糖尿病', 'money L4 3000元'],
]
for (const [text, ...values] of said) test(`said: ${text}`, () => assert.deepEqual(found(text), values))

/** What looks like an identity and is the number of a thing, a time, a measure or a word. */
const harmless = [
  '订单13800138000',
  '运单号：13800138000',
  '工号 13800138000',
  '编号88886666',
  '表号6222021234567890128',
  '流水138001380001380013800',
  'wx138001380001',
  '电表度数8888666',
  '价格10000000000元',
  '卡号6222021234567890129',
  '统一社会信用代码91350100M000100Y44',
  '型号E12345678',
  '军训12345678',
  '第１２３４５６７号文件',
  '版本1.2.3.4',
  '第3.2.1.1节',
  '12:30:45',
  '00:1A:2B:3C:4D:5E',
  '2026-11-23 08:00',
  '8:30—17:00',
  '3.14159265358979',
  '12345热线',
  '110报警',
  '停车位A12345',
  '全新A12345',
  '阿里云A12345',
  'a@b',
  '《王建国传》',
  '糖尿病患者的门诊政策',
]
for (const text of harmless) test(`harmless: ${text}`, () => assert.deepEqual(found(text), []))

const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`))
const day = fc.date({ min: new Date('1930-01-01'), max: new Date('2009-12-31'), noInvalidDate: true })
const idCards = fc
  .tuple(fc.constantFrom('110105', '370202', '440305', '650103'), day, digits(3))
  .map(([region, born, order]) => `${region}${born.toISOString().slice(0, 10).replaceAll('-', '')}${order}`)
  .map(first => first + idCheckOf(first))
const mobiles = fc
  .tuple(fc.constantFrom('13', '15', '17', '18', '19'), digits(9))
  .map(parts => parts.join(''))
const around = fc.constantFrom('', '你好，', '路灯坏了。', '😀', '\n', '（', '\u200b', '请看：')
const behind = fc.constantFrom('', '。', '，谢谢', '）', '\n', '😀', '，第三天了')

test('every identity number and every mobile number is found wherever it stands, and nothing more is taken', () => {
  const property = fc.property(
    around,
    idCards,
    behind,
    mobiles,
    behind,
    (before, id, middle, mobile, after) => {
      const text = `${before}身份证${id}${middle}，手机${mobile}${after}`
      assert.deepEqual(found(text), [`id_card L4 ${id}`, `mobile L4 ${mobile}`], text)
    },
  )
  fc.assert(property, { numRuns: 400, seed: 11 })
})

test('one digit that is wrong makes an identity number of none, whichever it is', () => {
  const property = fc.property(idCards, fc.nat(16), fc.integer({ min: 1, max: 9 }), (id, at, more) => {
    const wrong = id.slice(0, at) + ((Number(id[at]) + more) % 10) + id.slice(at + 1)
    assert.ok(
      !recognise(`证件${wrong}`).some(one => one.type === 'id_card' && one.because.includes('checksum')),
      wrong,
    )
  })
  fc.assert(property, { numRuns: 400, seed: 12 })
})

test('what stands as its type is found no more: a text that was hidden once is hidden', () => {
  const property = fc.property(around, idCards, behind, mobiles, (before, id, middle, mobile) => {
    const hidden = hideIdentities(
      `${before}身份证${id}${middle}，手机${mobile}，邮箱a${mobile.slice(7)}@example.com`,
    )
    assert.equal(hidden, `${before}身份证⟦id_card⟧${middle}，手机⟦mobile⟧，邮箱⟦email⟧`)
    assert.equal(hideIdentities(hidden), hidden)
  })
  fc.assert(property, { numRuns: 200, seed: 13 })
})

test('texts put together with a sentence between them give what each gives by itself', () => {
  const all = [...said.map(([text]) => text), ...harmless]
  const property = fc.property(fc.array(fc.constantFrom(...all), { minLength: 2, maxLength: 5 }), parts => {
    assert.deepEqual(found(parts.join('。另有一事。\n')), parts.flatMap(found))
  })
  fc.assert(property, { numRuns: 150, seed: 14 })
})
