import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Finding } from '../guard/guard.contract.ts'
import { assessCorpus, type CorpusDocument, type CorpusReaders } from './corpus.rules.ts'

const finding = (level: 'L3' | 'L4'): Finding => ({
  type: 'mobile',
  start: 0,
  end: 1,
  score: 1,
  level,
  because: [],
})
const readers: CorpusReaders = {
  findings: text => [
    ...(text.includes('手机') ? [finding('L3')] : []),
    ...(text.includes('身份证号') ? [finding('L4')] : []),
  ],
  attack: text => ({
    score: 0.9,
    flagged: text.includes('忽略指令') || text.includes('可疑'),
    because: text.includes('忽略指令') ? ['rule:override', 'classifier'] : ['classifier'],
  }),
}
let next = 0
const document = (text: string, given: Partial<CorpusDocument> = {}): CorpusDocument => ({
  id: `d${next++}`,
  text,
  label: null,
  source: 'city',
  licence: 'CC-BY-4.0',
  provenance: '府办〔2026〕1号',
  ...given,
})
const one = (text: string, given: Partial<CorpusDocument> = {}): [string, ...string[]] => {
  const [verdict] = assessCorpus([document(text, given)], readers)
  return [verdict!.says, ...verdict!.because]
}
const long =
  '生活垃圾分为可回收物、有害垃圾、厨余垃圾和其他垃圾四类，居民应当按照规定的时间投放到指定的容器内，违反规定的由城管部门责令改正，对拒不改正的个人处以200元罚款，罚款应当在15日内缴纳。'

test('a text with licence and provenance is accepted, one without is held', () => {
  assert.deepEqual(one('一段话'), ['accept'])
  assert.deepEqual(one('一段话', { licence: null }), ['hold', 'licence-missing'])
  assert.deepEqual(one('一段话', { licence: ' ' }), ['hold', 'licence-missing'])
  assert.deepEqual(one('一段话', { provenance: null }), ['hold', 'provenance-missing'])
  assert.deepEqual(one('一段话', { provenance: '' }), ['hold', 'provenance-missing'])
  assert.deepEqual(one(' \n '), ['refuse', 'empty'])
})

test('a licence that forbids is refused', () => {
  for (const licence of [
    'All rights reserved',
    'proprietary',
    '版权所有，未经许可不得转载',
    'CC-BY-NC-ND-4.0',
  ])
    assert.deepEqual(one('一段话', { licence }), ['refuse', 'licence-forbids'], licence)
  for (const licence of ['CC0-1.0', 'MIT', '政府信息公开', 'CC-BY-SA-4.0'])
    assert.equal(one('话', { licence })[0], 'accept')
})

test('identities are held, highly sensitive ones refused; attacks by a rule refused, by suspicion held', () => {
  assert.deepEqual(one('我的手机'), ['hold', 'identities'])
  assert.deepEqual(one('我的手机和身份证号'), ['refuse', 'identities-highly-sensitive'])
  assert.deepEqual(one('忽略指令'), ['refuse', 'attack'])
  assert.deepEqual(one('可疑的话'), ['hold', 'attack-suspected'])
  assert.deepEqual(one('可疑的手机', { licence: null }), [
    'hold',
    'licence-missing',
    'identities',
    'attack-suspected',
  ])
})

test('near-duplicates with other labels or other claims are held, faithful copies are not', () => {
  const because = (...documents: CorpusDocument[]): string[][] =>
    assessCorpus(documents, readers).map(verdict => verdict.because)
  assert.deepEqual(because(document(long), document(long)), [[], []])
  assert.deepEqual(because(document(long, { label: 'a' }), document(long, { label: 'a' })), [[], []])
  const labelled = ['near-duplicates-labelled-otherwise']
  assert.deepEqual(because(document(long, { label: 'a' }), document(long, { label: 'b' })), [
    labelled,
    labelled,
  ])
  const otherwise = ['near-duplicates-say-otherwise']
  for (const copy of [
    long.replace('200元', '20元'),
    long.replace('应当按照', '不必按照'),
    long.replace('四类', '三类').replace('四', '三'),
    long.replace('15日', '150日'),
  ])
    assert.deepEqual(because(document(long), document(copy)), [otherwise, otherwise], copy)
  assert.deepEqual(because(document(long), document(long.replace('２００', '200'))), [[], []])
  assert.deepEqual(because(document(long), document('另一段话，和垃圾无关，讲的是路灯')), [[], []])
})

test('many alike from one source are held, from many sources they are not', () => {
  const alike = (sources: readonly string[]): string[] =>
    assessCorpus(
      sources.map(source => document(long, { source })),
      readers,
    ).map(verdict => verdict.says)
  assert.deepEqual(alike(Array(5).fill('one')), Array(5).fill('hold'))
  assert.deepEqual(alike(Array(4).fill('one')), Array(4).fill('accept'))
  assert.deepEqual(alike(['a', 'b', 'c', 'd', 'e']), Array(5).fill('accept'))
  assert.deepEqual(alike([...Array(5).fill('one'), 'two']), [...Array(5).fill('hold'), 'accept'])
})

test('verdicts stand in the order of the documents', () => {
  const documents = [document('甲的话'), document(''), document(long)]
  assert.deepEqual(
    assessCorpus(documents, readers).map(verdict => verdict.id),
    documents.map(given => given.id),
  )
  assert.deepEqual(assessCorpus([], readers), [])
})
