import type { Finding } from '../guard/guard.contract.ts'
import type { Passage } from '../ports.ts'
import type { CheckContext } from './check-context.ts'

/** A passage as it is retrieved, for tests. */
export const passage = (text: string, more: Partial<Passage> = {}): Passage => ({
  corpus: 'rules',
  corpusVersion: '3',
  documentId: 'doc-1',
  title: '城市照明管理办法',
  text,
  score: 1,
  matched: [],
  ...more,
})

/** Finds runs of eleven digits as mobile numbers (L4) and what follows 姓名 as a name (L3): enough to test what is made of findings. */
export function recogniseForTest(text: string): Finding[] {
  const of = (pattern: RegExp, type: Finding['type'], level: Finding['level']) =>
    [...text.matchAll(pattern)].map(match => ({
      type,
      level,
      start: match.index,
      end: match.index + match[0].length,
      score: 1,
      because: ['pattern'],
    }))
  return [...of(/(?<!\d)1\d{10}(?!\d)/g, 'mobile', 'L4'), ...of(/(?<=姓名)[\u4e00-\u9fff]{2}/g, 'name', 'L3')]
}

/** A run in which a model wrote `reply`, for tests. */
export const context = (more: Partial<CheckContext> = {}): CheckContext => ({
  reader: 'L2',
  inputs: ['路灯不亮三天了'],
  passages: [passage('第十二条 养护单位应当在5个工作日内修复。')],
  tokens: new Set(['⟦手机1⟧']),
  instructions: [],
  written: ['reply'],
  ids: [],
  vocabulary: null,
  topics: null,
  recognise: recogniseForTest,
  hosts: ['gov.cn'],
  ...more,
})
