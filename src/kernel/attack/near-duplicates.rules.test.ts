import assert from 'node:assert/strict'
import { test } from 'node:test'
import { likeness, nearDuplicates, sketchOf } from './near-duplicates.rules.ts'

const long =
  '居住证办理须知：申请人应当在居住满半年后向街道政务服务中心提交身份证明、居住证明和近期照片，工作人员自受理之日起五个工作日内作出决定，并以短信方式告知申请人领取的时间和地点。'
const other =
  '城市道路挖掘管理办法：需要挖掘道路的单位应当持施工方案、交通组织方案以及恢复承诺书向主管部门申请，经批准后在围挡明显位置公示工期，完工后按照技术规范恢复路面并接受验收。'

test('a copy with a word changed is alike, another text is not', () => {
  const changed = long.replace('五个', '五十个')
  assert.equal(likeness(sketchOf(long), sketchOf(long)), 1)
  assert.ok(likeness(sketchOf(long), sketchOf(changed)) > 0.8)
  assert.ok(likeness(sketchOf(long), sketchOf(other)) < 0.1)
  assert.equal(
    likeness(sketchOf(long), sketchOf(` ${long.replaceAll('，', ' , ')}\n`)),
    1,
    'signs and spaces',
  )
  assert.equal(likeness(sketchOf('ABC def GHI'), sketchOf('ａｂｃdefghi')), 1, 'width and capitals')
})

test('likeness follows the share of sequences in common', () => {
  const half = long.slice(0, long.length / 2) + other.slice(other.length / 2)
  const share = likeness(sketchOf(long), sketchOf(half))
  assert.ok(share > 0.1 && share < 0.6, String(share))
})

test('short and empty texts have sketches too, and two different ones are not alike', () => {
  assert.equal(likeness(sketchOf('路灯坏了'), sketchOf('路灯坏了')), 1)
  assert.ok(likeness(sketchOf('路灯坏了'), sketchOf('水管爆了')) < 0.3)
  assert.ok(likeness(sketchOf('路灯坏了三天没有人管'), sketchOf('水管爆了马路被淹了')) < 0.3)
  assert.equal(sketchOf('').length, 64)
  assert.equal(sketchOf('。').length, 64)
})

test('groups hold near-duplicates, wherever they stand; texts alone are in none', () => {
  const texts = [
    long,
    other,
    long.replace('短信', '电话'),
    '路灯坏了',
    `${other}谢谢`,
    long.replace('半年', '一年'),
  ]
  assert.deepEqual(nearDuplicates(texts), [
    [0, 2, 5],
    [1, 4],
  ])
  assert.deepEqual(nearDuplicates([]), [])
  assert.deepEqual(nearDuplicates([long]), [])
  assert.deepEqual(nearDuplicates([long, other]), [])
})

test('two thousand texts with a hundred copies of one are grouped, and the rest are not', () => {
  const texts = Array.from({ length: 2000 }, (_, at) =>
    at % 20 === 0
      ? long.replace('五', `${at}`)
      : `第${at}号来信 ${(at * 7919).toString(36)} 反映 ${(at * 104729).toString(36)} 的情况`,
  )
  const groups = nearDuplicates(texts)
  assert.deepEqual(
    groups.map(group => group.length),
    [100],
  )
  assert.ok(groups[0]!.every(at => at % 20 === 0))
})
