import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PlaceChain } from './place-chains.rules.ts'
import { findPlaces, weighPlace, withPlaces } from './places.rules.ts'
import { recognise } from './recognise.rules.ts'
import { scanForGuard } from './scan-for-guard.ts'
import { segmentText } from './segment-text.ts'
import type { Spot } from './spot.rules.ts'

const places = (text: string) => findPlaces(segmentText(text)).map(one => text.slice(one.start, one.end))

test('places that something happens at', () => {
  for (const [text, place] of [
    ['会议在北京举行', '北京'],
    ['他来到成都，住了三年', '成都'],
    ['展览将在法国举行', '法国'],
    ['地点：北京市朝阳区建国路', '北京市朝阳区建国路'],
    ['在上海开设了分店', '上海'],
  ] as const)
    assert.deepEqual(places(text), [place], text)
})

test('places inside names of bodies, sights, people and books are none', () => {
  for (const text of [
    '北京大学招生',
    '中国银行发布公告',
    '上海市公安局通报',
    '美国总统发言',
    '在杭州植物园散步',
    '韩国，很远',
    '读了《北京的春天》一书',
    '登上黄山',
    '在巴厘岛度假',
    '韩国队领先',
  ])
    assert.deepEqual(places(text), [], text)
})

test('in a text about a match a city is its club', () => {
  assert.deepEqual(places('罗马，主场迎战'), [])
  assert.deepEqual(places('联赛第三轮，米兰在罗马'), [])
  assert.deepEqual(places('教皇在罗马举行仪式'), ['罗马'])
})

test('a place is told with its reasons, and as L1', () => {
  const [one] = findPlaces(segmentText('会议在北京举行'))
  assert.deepEqual([one?.type, one?.level, one?.because], ['address', 'L1', ['list', 'context']])
  const [alone] = findPlaces(segmentText('北京，晴'))
  assert.deepEqual(alone?.because, ['list'])
})

const chain = (kind: PlaceChain['pieces'][number]['kind'], more: Partial<PlaceChain> = {}): PlaceChain => ({
  from: 1,
  to: 2,
  pieces: [{ from: 1, to: 2, kind }],
  widened: false,
  ...more,
})
const around = (where: boolean, behind: Parameters<typeof weighPlace>[2]['behind'], opens = false) => ({
  where,
  behind,
  opens,
})

test('what stands around a place says how sure it is', () => {
  const weigh = (kind: Parameters<typeof chain>[0], where: boolean, behind: 'nothing' | 'place' | 'noun') =>
    weighPlace(chain(kind), '北京', around(where, behind))
  assert.ok(weigh('known', true, 'nothing') > weigh('known', false, 'nothing'))
  assert.ok(weigh('known', false, 'place') > weigh('known', false, 'noun'))
  assert.ok(weigh('country', true, 'place') > weigh('country', false, 'place'))
  assert.ok(weigh('known', false, 'nothing') > weigh('listed', false, 'nothing'))
  for (const behind of ['body', 'sight'] as const)
    assert.equal(weighPlace(chain('known'), '北京', around(true, behind)), 0)
})

test('an ending that is a word too needs more than one that is none', () => {
  const weigh = (last: string, behind: 'nothing' | 'place') =>
    weighPlace(chain('named'), last, around(true, behind))
  assert.ok(weigh('商务区', 'nothing') > weigh('路', 'nothing'))
  assert.ok(weigh('路', 'place') > weigh('路', 'nothing'))
  const two = chain('known', { pieces: [...chain('known').pieces, { from: 2, to: 3, kind: 'named' }] })
  assert.ok(weighPlace(two, '路', around(true, 'nothing')) > weighPlace(two, '路', around(false, 'nothing')))
  const wide = chain('known', { widened: true })
  assert.ok(weighPlace(wide, '厅', around(true, 'nothing')) > weighPlace(wide, '厅', around(true, 'noun')))
})

const spot = (type: Spot['type'], start: number, end: number, more: Partial<Spot> = {}): Spot => ({
  type,
  start,
  end,
  score: 0.7,
  because: ['list'],
  ...more,
})

test('precise addresses and sure names stay, what only looked like a name gives way', () => {
  const place = spot('address', 0, 4, { level: 'L1' })
  const precise = spot('address', 2, 8, { level: 'L4' })
  assert.deepEqual(withPlaces('一二三四五六七八', [precise], [place]), [precise])
  const sure = spot('name', 1, 3, { score: 0.95 })
  assert.deepEqual(withPlaces('一二三四五六七八', [sure], [place]), [sure])
  const weak = spot('name', 1, 3, { score: 0.61 })
  assert.deepEqual(withPlaces('一二三四五六七八', [weak], [place]), [place])
  const elsewhere = spot('name', 5, 7, { score: 0.61 })
  assert.deepEqual(withPlaces('一二三四五六七八', [elsewhere], [place]), [elsewhere, place])
  const named = spot('name', 0, 3, { score: 0.7 })
  assert.deepEqual(withPlaces('莫斯科', [named], []), [])
})

test('the guard finds no places; a scan tells them without a level and without masking', () => {
  const text = '会议在北京举行'
  assert.deepEqual(recognise(text), [])
  const scanned = scanForGuard(text)
  assert.deepEqual(
    scanned.findings.map(one => [one.type, one.start, one.end]),
    [['address', 3, 5]],
  )
  assert.equal(scanned.level, 'L1')
  assert.equal(scanned.masked, text)
  const both = scanForGuard('王建国说他在北京，家住青岚市云溪区松涛路17号2单元501室')
  assert.equal(both.level, 'L4')
  assert.ok(both.masked.includes('北京') && !both.masked.includes('501室'))
})
