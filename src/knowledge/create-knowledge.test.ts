import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isCode } from '#base/index.ts'
import type { Actor } from '#identity/identity.contract.ts'
import { createKnowledge } from './create-knowledge.ts'
import type { Corpus, KnowledgeDocument } from './knowledge.contract.ts'
import { knowledgePort } from './knowledge-port.ts'
import { sharedSegmenter } from './segmenter.ts'

function corpusOf(name: string, documents: KnowledgeDocument[]) {
  const state = { version: '1', documents, loads: 0 }
  const corpus: Corpus = {
    name,
    level: 'L2',
    version: async () => state.version,
    load: async () => {
      state.loads++
      const { version, documents } = state
      await new Promise(setImmediate)
      return { version, documents }
    },
  }
  return { state, corpus }
}

const lamps = { id: 'lamp', title: '路灯不亮', text: '道路照明设施损坏、路灯昏暗' }
const water = { id: 'water', title: '停水', text: '小区停水、水压不足、水管爆裂' }

test('a message finds its duty, with the words that speak for it', async () => {
  const knowledge = createKnowledge()
  knowledge.register(corpusOf('duty-list', [water, lamps]).corpus)
  const query = '我家门口的路灯不亮三天了'
  const [first, ...rest] = await knowledge.retrieve({ corpus: 'duty-list', query, limit: 5 })
  assert.equal(first?.documentId, 'lamp')
  assert.equal(first?.title, '路灯不亮')
  assert.equal(first?.corpusVersion, '1')
  assert.equal(rest.length, 0)
  const [match] = first?.matched ?? []
  assert.equal(match?.term, '路灯不亮')
  assert.equal(query.slice(match?.start, match?.end), '路灯不亮')
})

test('the index is built once for a version, also when many ask at once, and again for the next', async () => {
  const knowledge = createKnowledge()
  const { state, corpus } = corpusOf('duty-list', [lamps])
  knowledge.register(corpus)
  const ask = (query: string) => knowledge.retrieve({ corpus: 'duty-list', query, limit: 3 })
  await Promise.all([ask('路灯'), ask('路灯'), ask('路灯')])
  await ask('路灯')
  assert.equal(state.loads, 1)
  assert.deepEqual(await ask('停水'), [])
  Object.assign(state, { version: '2', documents: [water] })
  assert.equal((await ask('停水'))[0]?.corpusVersion, '2')
  assert.deepEqual(await ask('路灯'), [])
  assert.equal(state.loads, 2)
})

test('a change while an older index is being built is not missed', async () => {
  const knowledge = createKnowledge()
  const { state, corpus } = corpusOf('duty-list', [lamps])
  knowledge.register(corpus)
  const before = knowledge.retrieve({ corpus: 'duty-list', query: '停水', limit: 1 })
  await Promise.resolve()
  Object.assign(state, { version: '2', documents: [water] })
  const after = knowledge.retrieve({ corpus: 'duty-list', query: '停水', limit: 1 })
  await before
  assert.equal((await after)[0]?.documentId, 'water')
})

test('a load that fails is told, and tried again by the next who asks', async () => {
  const knowledge = createKnowledge()
  const { corpus } = corpusOf('duty-list', [lamps])
  let failing = true
  const load = async () => {
    if (failing) throw new Error('unreachable')
    return await corpus.load()
  }
  knowledge.register({ ...corpus, load })
  const ask = () => knowledge.retrieve({ corpus: 'duty-list', query: '路灯', limit: 1 })
  await assert.rejects(ask(), /unreachable/)
  failing = false
  assert.equal((await ask()).length, 1)
})

test('names are registered once and must be known', async () => {
  const knowledge = createKnowledge()
  const { corpus } = corpusOf('duty-list', [lamps])
  knowledge.register(corpus)
  assert.throws(
    () => knowledge.register(corpus),
    error => isCode(error, 'knowledge.corpus-exists'),
  )
  const unknown = knowledge.retrieve({ corpus: 'laws', query: '路灯', limit: 1 })
  await assert.rejects(unknown, error => isCode(error, 'knowledge.unknown-corpus'))
  assert.deepEqual(knowledge.corpora(), [{ name: 'duty-list', level: 'L2', version: null, documents: 0 }])
})

test('messages of any kind are answered: empty, huge, binary, markup', async () => {
  const knowledge = createKnowledge()
  knowledge.register(corpusOf('duty-list', [lamps, water]).corpus)
  const ask = (query: string) => knowledge.retrieve({ corpus: 'duty-list', query, limit: 3 })
  for (const query of ['', ' ', '\u0000\u0001', '<script>alert(1)</script>', '😀'.repeat(100), '\ud800'])
    assert.deepEqual(await ask(query), [], JSON.stringify(query))
  assert.equal((await ask('路灯不亮。'.repeat(40_000)))[0]?.documentId, 'lamp')
})

test('through the port somebody finds only what they are cleared for', async () => {
  const knowledge = createKnowledge()
  knowledge.register(corpusOf('duty-list', [lamps]).corpus)
  const actor = (level: 'L1' | 'L2'): Actor => ({
    kind: 'person',
    id: 'p1',
    account: 'p1',
    name: 'p1',
    roles: ['seat'],
    departmentId: null,
    scope: { departments: [], regions: [], own: 'p1', level },
  })
  const port = knowledgePort(knowledge)
  const request = { corpus: 'duty-list', query: '路灯不亮', limit: 3 }
  assert.deepEqual(await port.retrieve(request, actor('L1')), [])
  const [passage] = await port.retrieve(request, actor('L2'))
  assert.deepEqual(
    [passage?.corpus, passage?.documentId, passage?.matched],
    ['duty-list', 'lamp', ['路灯不亮']],
  )
})

test('in bulk the same documents are found, cut on another thread or not', async () => {
  const { cut } = sharedSegmenter()
  const request = { corpus: 'duty-list', query: '我家门口的路灯不亮三天了，ＡＢＣ', limit: 5 }
  const bare = { ...request, explain: false }
  const answers = []
  for (const segmenter of [sharedSegmenter(), { name: 'jieba' as const, cut }]) {
    const knowledge = createKnowledge(() => segmenter)
    knowledge.register(corpusOf('duty-list', [water, lamps]).corpus)
    const full = await knowledge.retrieve(request)
    answers.push(await knowledge.retrieve(bare))
    assert.deepEqual(
      answers.at(-1),
      full.map(one => ({ ...one, matched: [] })),
    )
  }
  assert.deepEqual(answers[0], answers[1])
  assert.equal(answers[0]?.[0]?.documentId, 'lamp')
})
