import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createKnowledge } from './create-knowledge.ts'
import type { Corpus } from './knowledge.contract.ts'
import { intlSegmenter, loadSegmenter } from './segmenter.ts'
import { fold, tokenise } from './tokens.rules.ts'

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc
    .array(fc.constantFrom('路灯', '不亮', 'Ａ', 'İ', '𠮷', '😀', '\ud842', ' ', '12', '，', 'ς'), {
      maxLength: 20,
    })
    .map(parts => parts.join('')),
)

test('a token says the place in the text that the person wrote, whatever stands there', () => {
  for (const { cut } of [loadSegmenter(), intlSegmenter()]) {
    fc.assert(
      fc.property(anyText, text => {
        const folded = fold(text)
        assert.equal(folded.length, text.length)
        for (const { term, start, end } of tokenise(text, cut)) {
          assert.ok(start >= 0 && start < end && end <= text.length)
          assert.equal(term.replace('\u0002', ''), folded.slice(start, end))
        }
      }),
      { numRuns: 400 },
    )
  }
})

const words = ['路灯', '停水', '工资', '入学', '医保', '井盖', '噪声', '公交']
const documents = words.map((word, at) => ({
  id: `duty-${at}`,
  title: word,
  text: `${word}的投诉与处理，${words[(at + 1) % words.length]}`,
}))
const corpus: Corpus = {
  name: 'duties',
  level: 'L1',
  version: async () => '1',
  load: async () => ({ version: '1', documents }),
}

test('passages come best first, no more than asked, each once, with matches that lie in the query', async () => {
  const knowledge = createKnowledge()
  knowledge.register(corpus)
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...words, '请问', '，', 'x'), { maxLength: 6 }),
      fc.integer({ min: 1, max: 9 }),
      async (parts, limit) => {
        const query = parts.join('')
        const found = await knowledge.retrieve({ corpus: 'duties', query, limit })
        assert.ok(found.length <= limit)
        assert.equal(new Set(found.map(one => one.documentId)).size, found.length)
        for (const [place, one] of found.entries()) {
          assert.ok(one.score > 0 && (place === 0 || one.score <= found[place - 1]!.score))
          for (const { term, start, end } of one.matched) assert.equal(query.slice(start, end), term)
        }
        assert.deepEqual(await knowledge.retrieve({ corpus: 'duties', query, limit }), found)
      },
    ),
    { numRuns: 150 },
  )
})

test('each duty is the first one found by its own title', async () => {
  const knowledge = createKnowledge()
  knowledge.register(corpus)
  for (const { id, title } of documents)
    assert.equal((await knowledge.retrieve({ corpus: 'duties', query: title, limit: 1 }))[0]?.documentId, id)
})

test('an empty corpus finds nothing; one that is emptied forgets', async () => {
  const knowledge = createKnowledge()
  let version = 1
  const changing: Corpus = {
    ...corpus,
    version: async () => String(version),
    load: async () => ({ version: String(version), documents: version === 1 ? documents : [] }),
  }
  knowledge.register(changing)
  const ask = () => knowledge.retrieve({ corpus: 'duties', query: '路灯', limit: 3 })
  assert.ok((await ask()).length > 0)
  version = 2
  assert.deepEqual(await ask(), [])
  assert.deepEqual(knowledge.corpora(), [{ name: 'duties', level: 'L1', version: '2', documents: 0 }])
})
