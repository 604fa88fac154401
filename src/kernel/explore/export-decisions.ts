import { Readable } from 'node:stream'
import { type Database, type Download, inTransaction, type Language, safeCell, uuidv7 } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { append } from '#ledger/index.ts'
import { entryText, madeHere } from '../label/entry.rules.ts'
import { explicitLabel } from '../label/explicit.rules.ts'
import { labelProducer } from '../label/producer.ts'
import { labelCells } from '../label/write-text.ts'
import { listDecisions } from '../read-decision.ts'
import type { DecisionQuery } from './explore.contract.ts'
import { storeFilter } from './find-decisions.ts'

const pageRows = 1000
const headings = {
  zh: [
    '编号',
    '作出时间',
    '算法',
    '算法版本',
    '模型版本',
    '对象',
    '结果',
    '把握',
    '数据级别',
    '处理',
    '处理时间',
  ],
  en: [
    'decision',
    'made',
    'algorithm',
    'algorithm version',
    'model version',
    'subject',
    'outcome',
    'confidence',
    'level',
    'verdict',
    'settled',
  ],
} as const

const line = (cells: readonly string[]) => `${cells.map(safeCell).join(',')}\r\n`

async function* rowsOf(database: Database, query: DecisionQuery): AsyncGenerator<string> {
  const filter = await storeFilter(database, query)
  let before: string | undefined
  for (;;) {
    const page = await listDecisions(database, { ...filter, before, limit: pageRows })
    yield page
      .map(one =>
        line([
          one.decisionId,
          one.madeAt,
          one.algorithm,
          one.algorithmVersion,
          one.modelVersion ?? '',
          one.subject,
          one.outcome,
          one.confidence === null ? '' : String(one.confidence),
          one.level,
          one.verdict ?? '',
          one.settledAt ?? '',
        ]),
      )
      .join('')
    before = page.at(-1)?.decisionId
    if (page.length < pageRows) return
  }
}

/**
 * The decisions a question finds as a CSV file, streamed, facts without content. It holds what AI concluded, so it carries the
 * label; who takes it out by which question is in the ledger before the first line leaves.
 */
export async function exportDecisions(
  database: Database,
  actor: Actor,
  wanted: { query: DecisionQuery; language: Language },
): Promise<Download> {
  const { query, language } = wanted
  const id = uuidv7()
  const filter = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${value}`)
    .toSorted()
  await inTransaction(database, tx =>
    append(tx, [
      {
        kind: 'decision.list-exported',
        subject: `export:${id}`,
        body: { by: actor.id, filter, format: 'csv' },
      },
    ]),
  )
  const entry = madeHere({ producer: labelProducer().producer, produceId: id })
  const label = labelCells({ entry, language, words: explicitLabel })
  const whole = async function* () {
    yield `\uFEFF${line(label)}${line(headings[language])}`
    yield* rowsOf(database, query)
  }
  return {
    download: true,
    name: `${language === 'zh' ? '智能决策记录' : 'decisions'}-${id}.csv`,
    contentType: 'text/csv; charset=utf-8',
    headers: { aigc: entryText(entry) },
    body: Readable.from(whole()),
  }
}
