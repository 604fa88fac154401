import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findAddresses } from './addresses.rules.ts'
import { segmentText } from './segment-text.ts'

const found = (text: string) =>
  findAddresses(segmentText(text)).map(one => `${one.level} ${text.slice(one.start, one.end)}`)

test('an address from the division, the road or the estate to the door is highly sensitive', () => {
  for (const [text, address] of [
    ['我家住在北京市朝阳区建国路88号3号楼2单元502室，楼上漏水', '北京市朝阳区建国路88号3号楼2单元502室'],
    ['幸福小区12栋3单元601室的业主', '幸福小区12栋3单元601室'],
    ['请到中山东路100弄5号201室取件', '中山东路100弄5号201室'],
    ['青岚市云溪区枫林街道松涛路17号有坑', '青岚市云溪区枫林街道松涛路17号'],
    ['阳光花园7-2-301漏水', '阳光花园7-2-301'],
    [
      '地址：浙江省杭州市西湖区文三路478号华星时代广场A座1203',
      '浙江省杭州市西湖区文三路478号华星时代广场A座1203',
    ],
    ['家住大王镇李家村12号', '大王镇李家村12号'],
  ] as const)
    assert.deepEqual(found(text), [`L4 ${address}`])
})

test('a place without a door is no address of a person', () => {
  for (const quiet of [
    '北京今天下雨',
    '人民路和解放街交叉口积水',
    '上海市政府发布通知',
    '在一楼大厅',
    '知道该找谁',
    '第3号文件',
    '一条路走到头',
  ])
    assert.deepEqual(found(quiet), [], quiet)
})

test('a road or estate of a named division without its door is sensitive, not highly', () => {
  const [level] = found('青岚市云溪区松涛路晚上没有灯')
  assert.match(level ?? '', /^L3 青岚市云溪区松涛路/)
})

test('two addresses in one text are two', () => {
  assert.deepEqual(found('从中山路12号搬到解放路34号'), ['L4 中山路12号', 'L4 解放路34号'])
})
