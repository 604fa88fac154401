import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { buildSnapshot, type City, type CityParts } from '#city/index.ts'
import { hintOf, maskAddress, nextTry } from './delivery.rules.ts'
import { digestMail } from './digest.rules.ts'
import { messageLines } from './message-lines.ts'
import { contactChoice, deliveryQuery, messageSetting, saveTemplate } from './outside.contract.ts'
import { previewTemplate } from './preview-template.ts'
import { faultsOf, fillWords } from './template.rules.ts'

/** How citizens may be told: what is typed into the form, and the address it becomes; null where it is refused. */
const choices: [channel: string, typed: unknown, address: string | null][] = [
  ['email', 'wang@example.com', 'wang@example.com'],
  ['email', 'Wang.Demo+12345@Mail.Example.COM', 'Wang.Demo+12345@Mail.Example.COM'],
  ['email', 'wang@example', null],
  ['email', '王@example.com', null],
  ['email', 'a@b.cn, c@d.cn', null],
  ['email', 'a@b.cn\r\nBcc: c@d.cn', null],
  ['email', '"a b"@example.com', null],
  ['email', ' wang@example.com', null],
  ['email', 'sealed:1:AAAA@example.com', null],
  ['email', `${'a'.repeat(250)}@b.cn`, null],
  ['email', '', null],
  ['email', null, null],
  ['email', '13800138000', null],
  ['sms', '13800138000', '13800138000'],
  ['sms', '138 0013-8000', '13800138000'],
  ['sms', '(0532) 8888 6666', '053288886666'],
  ['sms', '+86 138 0013 8000', '+8613800138000'],
  ['sms', '86+13800138000', null],
  ['sms', '１３８００１３８０００', null],
  ['sms', '13800138000;13900139000', null],
  ['sms', '1380013800x', null],
  ['sms', '1234', null],
  ['sms', '12345', '12345'],
  ['sms', '1'.repeat(20), '1'.repeat(20)],
  ['sms', '1'.repeat(21), null],
  ['sms', `${' '.repeat(25)}13800138000`, null],
  ['sms', 13800138000, null],
  ['sms', 'wang@example.com', null],
  ['post', '幸福路12号', null],
]
for (const [channel, typed, address] of choices)
  test(`${channel} ${JSON.stringify(typed)?.slice(0, 40)}`, () => {
    const read = contactChoice.safeParse({ channel, address: typed, language: 'zh' })
    assert.equal(read.success ? read.data.address : null, address)
  })

test('a wish has a language there are words in; quiet hours are hours there are', () => {
  for (const language of ['fr', 'ZH', '', null, undefined])
    assert.ok(
      !contactChoice.safeParse({ channel: 'sms', address: '13800138000', language }).success,
      String(language),
    )
  const hours: [from: unknown, good: boolean][] = [
    ['00:00', true],
    ['23:59', true],
    ['24:00', false],
    ['7:00', false],
    ['07:60', false],
    ['07:00:00', false],
    [' 07:00', false],
    ['２２:00', false],
    [7, false],
    [null, false],
  ]
  for (const [from, good] of hours)
    for (const quiet of [
      { from, until: '08:00' },
      { from: '22:00', until: from },
    ])
      assert.equal(messageSetting.safeParse({ quiet, version: 1 }).success, good, JSON.stringify(quiet))
  assert.ok(messageSetting.safeParse({ quiet: null, version: 1 }).success)
  for (const version of [0, -1, 1.5, 2_147_483_647, '1'])
    assert.ok(!messageSetting.safeParse({ quiet: null, version }).success, String(version))
})

test('words have a title in both languages, of a length that a mail can carry', () => {
  const words = (title: unknown, text: unknown = '') => ({ title, text })
  const cases: [zh: object, en: object, good: boolean][] = [
    [words('收到'), words('Got it'), true],
    [words('收到'), words(''), false],
    [words('\u200b'), words('Got it'), false],
    [words('题'.repeat(200)), words('Got it', '字'.repeat(2000)), true],
    [words('题'.repeat(201)), words('Got it'), false],
    [words('收到'), words('Got it', '字'.repeat(2001)), false],
    [words('收到'), { title: 'Got it' }, false],
  ]
  for (const [zh, en, good] of cases)
    assert.equal(
      saveTemplate.safeParse({ words: { zh, en }, version: 0 }).success,
      good,
      JSON.stringify({ zh, en }).slice(0, 60),
    )
  const sealed = saveTemplate.parse({
    words: { zh: words('sealed:1:x'), en: words('a', ' b\u0000 ') },
    version: 0,
  })
  assert.deepEqual([sealed.words.zh.title, sealed.words.en.text], ['sealed: 1:x', 'b'])
})

test('a list of deliveries is asked for by a number, a channel and a state there are', () => {
  assert.equal(deliveryQuery.parse({}).limit, 50)
  assert.equal(deliveryQuery.parse({ limit: '100' }).limit, 100)
  for (const wrong of [
    { limit: 0 },
    { limit: 101 },
    { limit: 'x' },
    { channel: 'post' },
    { state: 'lost' },
    { after: '1' },
  ])
    assert.ok(!deliveryQuery.safeParse(wrong).success, JSON.stringify(wrong))
})

const snapshot = buildSnapshot({
  version: '1',
  regions: [
    { id: 'c', level: 'city', name: '青岚市', nameEnglish: 'Qinglan' },
  ] as unknown as CityParts['regions'],
  departments: [
    { id: 'urban', name: '城管局', nameEnglish: 'Urban Management', active: true },
  ] as unknown as CityParts['departments'],
  categories: [],
  duties: [],
  calendar: { timeZone: 'Asia/Shanghai' } as CityParts['calendar'],
})
const city = { snapshot: async () => snapshot } as City

test('every message as it is shipped can be looked at in both languages, whole, with made-up values', async () => {
  for (const { key, zh, en } of messageLines) {
    const shipped = { zh: { title: zh[0], text: zh[1] }, en: { title: en[0], text: en[1] } }
    const { words } = await previewTemplate({ city }, { template: key, words: shipped })
    for (const [language, { title, text }] of Object.entries(words)) {
      assert.ok(title.length > 0 && title.length <= 200 && !/[\r\n]/.test(title), `${key} ${title}`)
      assert.ok(
        !/\{\{|\}\}|undefined|null|NaN|\[object/.test(title + text),
        `${key} ${language} ${title} ${text}`,
      )
    }
    assert.ok(!/[一-龥]/.test(words.en.title + words.en.text), `${key} ${words.en.title} ${words.en.text}`)
  }
})

test('words that are filled in hold what was given and nothing else, whatever it looks like', () => {
  const value = fc.string({
    unit: fc.constantFrom('{{code}}', '$&', '$1', '\\', '<b>', '路', 'a', '}}', '{{'),
  })
  const property = fc.property(value, value, (code, subject) => {
    const { text } = fillWords({ title: '-', text: 'A{{code}}B{{subject}}C{{code}}D' }, { code, subject })
    assert.equal(text, `A${code}B${subject}C${code}D`)
  })
  fc.assert(property, { numRuns: 200, seed: 51 })
  const typed = fc.string({ unit: fc.constantFrom('{', '}', '{{', '}}', 'code', 'phone', ' ') })
  const checked = fc.property(typed, text => {
    const { unknown, broken } = faultsOf({ title: '-', text }, ['code'])
    if (unknown.length > 0 || broken) return
    const filled = fillWords({ title: '-', text }, { code: 'K' }).text
    assert.ok(!/\{\{|\}\}/.test(filled), `${text} → ${filled}`)
  })
  fc.assert(checked, { numRuns: 500, seed: 52 })
})

test('an address in a list names nobody: of a mailbox its first letter at most, of a number its last four', () => {
  const names = fc.stringMatching(/^[a-z]{3,20}$/)
  const property = fc.property(names, fc.stringMatching(/^1\d{10}$/), (name, phone) => {
    const address = `${name}@example.com`
    assert.equal(maskAddress(address), `${name[0]}***@example.com`)
    assert.equal(hintOf(address), '***@example.com')
    assert.equal(maskAddress(phone), `***${phone.slice(7)}`)
    assert.equal(hintOf(phone), '***')
  })
  fc.assert(property, { numRuns: 100, seed: 53 })
})

test('a message is tried for two hours and seven minutes, each time later, and then lies still', () => {
  const begun = new Date('2026-11-23T08:00:00Z')
  let now = begun
  const waits: number[] = []
  for (let tries = 1; ; tries++) {
    const next = nextTry(tries, now)
    if (next === null) break
    waits.push(next.getTime() - now.getTime())
    now = next
  }
  assert.equal(now.toISOString(), '2026-11-23T10:07:00.000Z')
  assert.ok(waits.every((wait, at) => at === 0 || wait > waits[at - 1]!))
  assert.equal(nextTry(0, begun), null)
})

test('a digest holds each title on a line of its own, and nothing of a title becomes a line of the mail', () => {
  const title = fc.string({
    unit: fc.constantFrom('工单', '\r\n', '\n', '\t', ' ', 'Bcc: x', '- ', '\u2028'),
  })
  const property = fc.property(
    fc.array(title, { minLength: 1, maxLength: 35 }),
    fc.boolean(),
    (titles, more) => {
      const { subject, text } = digestMail({ titles, more, link: '' }, 'en')
      assert.ok(!/[\r\n\u2028]/.test(subject))
      const shown = Math.min(titles.length, 30)
      const left = more || titles.length > 30 ? 1 : 0
      assert.equal(text.split(/\r\n|[\r\n\u2028]/).length, shown + left + 2)
    },
  )
  fc.assert(property, { numRuns: 200, seed: 54 })
})
