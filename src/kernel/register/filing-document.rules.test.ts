import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asText } from '../label/written-document.ts'
import { filingDocument } from './filing-document.rules.ts'
import { emptyContent } from './gaps.rules.ts'
import { recordOf } from './record.fixture.ts'
import type { RegisterDetail } from './register.contract.ts'

const measure = {
  from: '2026-10-05T00:00:00.000Z',
  to: '2026-11-02T00:00:00.000Z',
  matters: 120,
  resolved: 0.805,
  satisfied: null,
  rated: 0,
  hours: 30.25,
  returned: 0.05,
}
const detail = (changes: Partial<RegisterDetail> = {}): RegisterDetail => {
  const record = recordOf()
  return {
    record,
    responsible: 'id',
    draft: null,
    proposed: emptyContent(),
    stages: [
      { ...record.stage!, baseline: measure, effect: { ...measure, matters: 7 } },
      {
        ...record.stage!,
        stage: 'everywhere',
        departments: [],
        names: [],
        endedAt: '2026-11-20T00:00:00.000Z',
      },
    ],
    filings: [{ act: 'filed', on: '2026-11-10', number: '号 7' }],
    due: [{ act: 'changed', due: '2026-11-30', overdue: true }],
    changes: [],
    people: {},
    ...changes,
  }
}
const textOf = (of: RegisterDetail) =>
  asText(filingDocument(of, { responsible: '匡思齐', today: '2026-11-23' }))

test('the pack has its seven parts, from live facts, and says where nobody wrote anything', () => {
  const text = textOf(detail())
  for (const part of [
    '一、主体信息',
    '二、',
    '三、',
    '四、算法安全自评估报告',
    '五、',
    '六、拟公示内容',
    '七、',
  ])
    assert.ok(text.includes(part), part)
  assert.ok(text.includes('算法安全责任人：匡思齐'))
  assert.ok(text.includes('法律依据：（未填写）'))
  assert.ok(text.includes('采纳率 75%'))
  assert.ok(
    text.includes(
      '办结 120 件，解决率 80.5%，满意率 无数据（0 件评价），办理时长中位数 30.3 小时，退单率 5%',
    ),
  )
  assert.ok(text.includes('试点（2026-11-02 起）：水务局'))
  assert.ok(text.includes('全面应用（2026-11-02 起，至 2026-11-20）：全部部门'))
  assert.ok(text.includes('启用前 28 天：无基线'))
  assert.ok(text.includes('备案 2026-11-10：号 7'))
  assert.ok(text.includes('变更备案，应于 2026-11-30 前办理（已逾期）'))
})

test('nothing begun and nothing filed: shown as empty', () => {
  const text = textOf(detail({ stages: [], filings: [], due: [] }))
  assert.ok(text.includes('阶段：（未填写）'))
  assert.ok(text.includes('办理记录：（未填写）'))
  const idle = recordOf({ recent: { days: 30, decisions: 0, advised: 0, settled: 0, adopted: 0 } })
  assert.ok(textOf(detail({ record: idle })).includes('采纳率 无数据'))
})
