import type { SealedColumn } from '#base/index.ts'

const decision = { table: 'kernel.decision_content', key: ['recorded_at', 'decision_id'] }
const act = { table: 'kernel.act_content', key: ['recorded_at', 'act_id'] }

const alarm = { table: 'kernel.alarm', key: ['id'] }
const exception = { table: 'kernel.guard_exception', key: ['id'] }
const omission = { table: 'kernel.label_omission_content', key: ['omission_id'], unchanged: true } as const
const override = { table: 'kernel.check_override', key: ['id'], unchanged: true } as const
const breakerSwitch = { table: 'kernel.breaker_switch', key: ['algorithm'] }
const breakerChange = { table: 'kernel.breaker_change', key: ['id'], unchanged: true } as const
const registerChange = { table: 'kernel.register_change', key: ['id'], unchanged: true } as const
const useCase = { table: 'kernel.use_case', key: ['id'] }
const use = { table: 'kernel.use_record', key: ['id'] }
const recogniser = { table: 'kernel.recogniser', key: ['key', 'version'], unchanged: true } as const

/** What models were given and said, and what people said of it. */
export const kernelSealed: readonly SealedColumn[] = [
  { ...decision, column: 'salt', kind: 'bytes' },
  { ...decision, column: 'input', kind: 'json' },
  { ...decision, column: 'output', kind: 'json' },
  { ...decision, column: 'evidence', kind: 'json' },
  { ...decision, column: 'reason', kind: 'text' },
  { ...decision, column: 'tokens', kind: 'json' },
  { ...act, column: 'salt', kind: 'bytes' },
  { ...act, column: 'value', kind: 'json' },
  { ...act, column: 'reason', kind: 'text' },
  { ...alarm, column: 'words', kind: 'text' },
  { ...alarm, column: 'excerpt', kind: 'text' },
  { ...alarm, column: 'why', kind: 'text' },
  { ...alarm, column: 'ruling', kind: 'text' },
  { ...exception, column: 'words', kind: 'text' },
  { ...exception, column: 'before', kind: 'text' },
  { ...exception, column: 'sample', kind: 'text' },
  { ...omission, column: 'salt', kind: 'bytes' },
  { ...omission, column: 'receiver', kind: 'text' },
  { ...omission, column: 'reason', kind: 'text' },
  { ...override, column: 'reason', kind: 'text' },
  { ...breakerSwitch, column: 'reason', kind: 'text' },
  { ...breakerChange, column: 'reason', kind: 'text' },
  { ...registerChange, column: 'reason', kind: 'text' },
  { ...useCase, column: 'title', kind: 'text' },
  { ...useCase, column: 'purpose', kind: 'text' },
  { ...useCase, column: 'tool', kind: 'text' },
  { ...useCase, column: 'conditions', kind: 'text' },
  { ...useCase, column: 'salt', kind: 'bytes' },
  { ...use, column: 'task', kind: 'text' },
  { ...recogniser, column: 'examples', kind: 'json' },
  { ...recogniser, column: 'counter_examples', kind: 'json' },
]
