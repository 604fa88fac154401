import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findNames } from './names.rules.ts'
import { segmentText } from './segment-text.ts'

const names = (text: string) => findNames(segmentText(text)).map(one => text.slice(one.start, one.end))

test('names by their family name, their characters and what is around them', () => {
  assert.deepEqual(names('投诉人李晓梅反映楼上漏水'), ['李晓梅'])
  assert.deepEqual(names('我叫张伟，住在城南'), ['张伟'])
  assert.deepEqual(names('联系人：欧阳建华'), ['欧阳建华'])
  assert.deepEqual(names('经办人王建国、李志强和陈晓燕到场'), ['王建国', '李志强', '陈晓燕'])
  assert.deepEqual(names('主教练莱德斯马表示满意'), ['莱德斯马'])
})

test('words that begin like a name, titles without one, and books are none', () => {
  for (const quiet of [
    '高度重视',
    '马上处理',
    '方便群众',
    '金额不对',
    '安排人员',
    '李先生来电',
    '王总说',
    '《张小凡传》出版',
    '请到张家湾路办理',
    '和平小区',
    '白天施工',
    '记者严正交涉',
    '据杨坪村反映',
  ])
    assert.deepEqual(names(quiet), [], quiet)
})

test('what is around a name says how sure it is', () => {
  const [alone] = findNames(segmentText('王建国'))
  const [called] = findNames(segmentText('投诉人王建国说'))
  assert.ok(alone && called && called.score > alone.score)
  assert.deepEqual(called.because, ['list', 'context'])
})

test('foreign names by their characters, people everybody knows, and Latin letters behind a role', () => {
  assert.deepEqual(names('设计师John Parkes来访'), ['John Parkes'])
  assert.deepEqual(names('导演约翰·库萨克说'), ['约翰·库萨克'])
  assert.deepEqual(names('作家雨果说'), ['雨果'])
  for (const quiet of ['访问巴塞罗那', '切尔西获胜', '叫Tom', '加班费没发'])
    assert.deepEqual(names(quiet), [], quiet)
})

test('a third character that could begin what follows, two names side by side, and what is counted', () => {
  assert.deepEqual(names('记者周清来、王丽报道'), ['周清来', '王丽'])
  assert.deepEqual(names('记者吴军郑昊报道'), ['吴军', '郑昊'])
  for (const quiet of ['交了15张照片', '150余人参加', '和学者见面', '曾客场作战'])
    assert.deepEqual(names(quiet), [], quiet)
})
