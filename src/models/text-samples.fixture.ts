import { createGenerator } from './hash.rules.ts'
import type { TextRow } from './train-text-model.rules.ts'

const subjects: Record<string, string[]> = {
  roads: ['路面坑洼积水', '井盖缺失', '路灯不亮', '人行道地砖破损', '红绿灯故障', '公交车站牌倒塌'],
  schools: ['小学划片入学', '教师违规补课', '幼儿园收费过高', '校车超载', '学校食堂卫生', '高中招生政策'],
  wages: ['工地拖欠工资', '公司不缴社保', '加班没有加班费', '工伤认定困难', '退休金计算错误', '劳动合同不签'],
  hospitals: [
    '医院挂号难',
    '医保报销比例',
    '药品价格太贵',
    '疫苗接种点排队',
    '社区卫生所没有医生',
    '急诊等待太久',
  ],
}
const places = ['东湖小区', '南门大街', '青岚新村', '幸福路口', '北山公园旁', '和平广场']
const openings = ['您好，我是附近居民，', '反映一个问题：', '请问', '投诉：', '希望领导关注，', '']
const closings = [
  '请尽快处理。',
  '谢谢！',
  '已经三个月没人管了。',
  '什么时候能解决？',
  '多次打电话都没有结果。',
  '',
]

/** Written for the tests: short messages of four kinds, `perLabel` of each, the same for the same seed. */
export function sampleRows(perLabel: number, seed: number): TextRow[] {
  const random = createGenerator(seed)
  const pick = (from: readonly string[]): string => from[Math.floor(random() * from.length)]!
  const rows: TextRow[] = []
  for (let at = 0; at < perLabel; at++) {
    for (const [label, topics] of Object.entries(subjects)) {
      rows.push({ text: `${pick(openings)}${pick(places)}${pick(topics)}，${pick(closings)}`, label })
    }
  }
  return rows
}

/** A dictionary in jieba's form, small enough to know by heart. */
export const smallDictionary = [
  '小区 500 n',
  '小 900 a',
  '区 300 n',
  '路灯 80 n',
  '路 700 n',
  '不亮 20 v',
  '中华 90 nz',
  '华人 80 n',
  '人民 400 n',
  '共和国 100 n',
  '共和 50 n',
  '中华人民共和国 300 ns',
  '',
].join('\n')
