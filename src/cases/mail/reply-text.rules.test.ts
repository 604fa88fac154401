import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ownWords } from './reply-text.rules.ts'

const quoted = '您好，您的诉求已受理。\n查询码：ABCD'

test('what mail programs quote is cut, in the forms of the usual ones', () => {
  const beginnings = [
    '------------------ 原始邮件 ------------------',
    '-----Original Message-----',
    '---- 回复的原邮件 ----',
    '________________________________',
    '在 2026年11月22日 10:00，青岚市 12345 写道：',
    '在 2026-11-22 10:00:00，"青岚市 12345" <noreply@qinglan.example> 写道：',
    '2026年11月22日 10:00，青岚市 <noreply@qinglan.example> 写道：',
    'On Sun, Nov 22, 2026 at 10:00 AM Qinglan <noreply@qinglan.example> wrote:',
    'On Sun, Nov 22, 2026 at 10:00 AM Qinglan\n<noreply@qinglan.example> wrote:',
    '青岚市 12345 <noreply@qinglan.example> 于2026年11月22日周日 10:00写道：',
    '发件人: 青岚市 12345\n发送时间: 2026年11月22日 10:00',
    '**From:** Qinglan 12345\n\n**Sent:** Sunday',
    'From: Qinglan 12345\nSent: Sunday',
  ]
  for (const beginning of beginnings)
    assert.equal(
      ownWords(`还是不亮。\n请再来看看。\n\n${beginning}\n${quoted}`),
      '还是不亮。\n请再来看看。',
      beginning,
    )
})

test('quoted lines go, answers between them stay', () => {
  assert.equal(
    ownWords('> 是哪一盏灯？\n门口左边第二盏。\n> 几点？\n晚上七点。\n'),
    '门口左边第二盏。\n晚上七点。',
  )
})

test('a signature at the end goes', () => {
  assert.equal(ownWords('还是不亮。\n-- \n王小明\n某某公司'), '还是不亮。')
  assert.equal(ownWords('还是不亮。\n\n发自我的iPhone'), '还是不亮。')
  assert.equal(ownWords('Still dark.\r\n\r\nSent from my phone'), 'Still dark.')
})

test('words that only look like it stay', () => {
  for (const text of [
    '在幸福路12号写道路名称的牌子掉了。',
    '您好。\n发件人：我是业主王小明。\n想问停水到几点。',
    '您好。\n发件人：我是业主王小明。',
    'On the corner a lamp is out.',
    '--- 三点说明 ---\n一、灯不亮',
    '收件人: 城管局\n请尽快处理',
  ])
    assert.equal(ownWords(text), text)
})

test('a reply without own words is kept whole', () => {
  assert.equal(ownWords('> 是哪一盏灯？\n> 几点？'), '> 是哪一盏灯？\n> 几点？')
  assert.equal(ownWords('发自我的iPhone'), '发自我的iPhone')
  assert.equal(ownWords(''), '')
  assert.equal(ownWords('一\n\n\n\n\n二'), '一\n\n二')
})

test('a hostile text takes no time worth naming', () => {
  assert.equal(ownWords(`On ${'a '.repeat(200_000)}`).length, 400_002)
  assert.ok(ownWords('在\n'.repeat(50_000)).length > 0)
  assert.ok(ownWords(`${'<a@'.repeat(50_000)}>`).length > 0)
})

test('what somebody says of what is theirs is no signature of a device', () => {
  const said =
    '从我的窗户望出去，路灯全灭了。\n来自我的观察：夜里两点最吵。\nSent from my window you see it.\n请来人看看。'
  assert.equal(ownWords(said), said)
  assert.equal(ownWords(`${said}\n\n从我的手机发送\n\n`), said)
  assert.equal(ownWords(`${said}\n发自我的华为手机\n获取 Outlook for Android`), said)
  assert.equal(ownWords('灯不亮。\n从我的阳台就能看到'), '灯不亮。\n从我的阳台就能看到')
})

test('what is quoted twice is cut at the first, and a divider at the very top leaves the whole', () => {
  const top = '-----Original Message-----\n还是不亮。'
  assert.equal(ownWords(top), top)
  assert.equal(ownWords('一\n\n发件人: 甲\n主题: 乙\n\n二\n-----Original Message-----\n三'), '一')
  assert.equal(ownWords('一\n> 引\n  > 引\n二 > 一'), '一\n二 > 一')
})

test('whatever is written: every line that stays was written, in its order, and something always stays', () => {
  const line = fc.constantFrom(
    ...['', '  ', '路灯不亮', '> 引用', '-- ', '发自我的iPhone', '发件人: 甲', '主题: 乙', '二 '],
    ...[
      '-----Original Message-----',
      '在 2026年1月1日，甲 写道：',
      'On Sunday you wrote:',
      '________________',
    ],
  )
  const property = fc.property(
    fc.array(line, { maxLength: 12 }),
    fc.constantFrom('\n', '\r\n'),
    (lines, end) => {
      const text = lines.join(end)
      const kept = ownWords(text).split(/\r?\n/)
      let from = 0
      for (const one of kept.filter(part => part.trim() !== '')) {
        const at = lines.findIndex((written, place) => place >= from && written.trim() === one.trim())
        assert.ok(at >= 0, JSON.stringify([text, kept]))
        from = at + 1
      }
      assert.equal(ownWords(text) === '', text.trim() === '')
      // Behind what is written on top nothing of it changes, whatever follows.
      assert.ok(ownWords(`新的一句。${end}${text}`).startsWith('新的一句。'))
    },
  )
  fc.assert(property, { seed: 12345, numRuns: 2000 })
})
