import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { sql } from 'kysely'
import { isCode, type Route } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { readEntries } from '#ledger/index.ts'
import { personActor } from '../../../test/fixtures/actors.ts'
import { testDatabase } from '../../../test/test-database.ts'
import { activateVersion } from './activate-version.ts'
import { createVocabulary, readList, shippedList } from './create-vocabulary.ts'
import { digestWords } from './digest-words.ts'
import { findWords } from './find-words.rules.ts'
import { changeVersion, importVersion } from './make-version.ts'
import { shippedAllowed, shippedWords } from './shipped-words.ts'
import { vocabularyRoutes } from './vocabulary.routes.ts'

const officer = personActor('officer-1')
const csv = (text: string, name = 'words.csv') => ({ name, text, format: 'csv' as const })
const request = { mode: 'add' as const, category: '默认', action: 'mark' as const, note: '首批', by: officer }
const change = { basedOn: 'in-force', note: '改', put: [], remove: [], allow: [], disallow: [] }
const word = (text: string, category = '默认') => ({
  word: text,
  category,
  action: 'mark' as const,
  overridable: true,
  onlyWith: [],
  notWith: [],
  source: '来源',
})
const code = (expected: string) => (error: unknown) => isCode(error, expected)

/** Calls a route as the server does once sign-in, permission and input have passed, and checks the answer's form. */
async function callRoute(
  routes: Route<Actor>[],
  name: string,
  given: { query?: object; body?: object; params?: object; file?: { name: string; text: string } } = {},
) {
  const found = routes.find(one => `${one.method} ${one.path}` === name)
  assert.ok(found, name)
  const answer = await found.handle({
    params: found.params?.parse(given.params ?? {}) ?? {},
    query: found.query?.parse(given.query ?? {}) ?? {},
    body: found.body?.parse(given.body ?? {}) ?? {},
    caller: officer,
    language: 'zh',
    address: '',
    origin: 'http://localhost',
    header: () => undefined,
    upload: given.file && { name: given.file.name, stream: Readable.from([given.file.text]) },
    signal: new AbortController().signal,
  })
  assert.ok(typeof found.response !== 'string', name)
  // biome-ignore lint/suspicious/noExplicitAny: each route answers in its own shape
  return found.response.parse(answer) as any
}

test('the list of the product is sourced row by row, small, folds to distinct words and finds its own', async t => {
  assert.ok(shippedWords.length >= 50 && shippedWords.length < 200)
  assert.ok(shippedWords.every(one => /第六条第（[一二三四五六七八九十]+）项$/.test(one.source)))
  const { database } = await testDatabase(t)
  const vocabulary = await createVocabulary(database).inForce()
  for (const [place, one] of shippedWords.entries())
    assert.ok(
      findWords(vocabulary, one.word).some(hit => hit.entry === place && hit.ignored === null),
      one.word,
    )
  for (const phrase of shippedAllowed)
    assert.ok(
      findWords(vocabulary, phrase).every(hit => hit.ignored !== null),
      phrase,
    )
})

test('an import makes a version and keeps what it rejected; an activation puts it in force here and elsewhere, and back', async t => {
  const { database } = await testDatabase(t)
  const here = createVocabulary(database)
  const counts = async (holder = here) =>
    findWords(await holder.inForce(), '倒卖号源').filter(hit => hit.ignored === null).length
  assert.equal(await counts(), 0)
  const id = await importVersion(
    database,
    csv('word,action\n倒卖号源,refuse\n***,mark\n倒卖号源,drop'),
    request,
  )
  const list = await readList(database, id)
  assert.equal(list.number, 1)
  assert.equal(list.words.length, shippedWords.length + 1)
  assert.deepEqual(list.allowed, shippedAllowed)
  assert.deepEqual(list.words.at(-1), {
    ...word('倒卖号源'),
    action: 'refuse',
    overridable: false,
    source: 'words.csv',
  })
  assert.deepEqual(list.digest, digestWords(list.words, list.allowed))
  here.forget()
  assert.equal(await counts(), 0, 'made, but not in force')

  await activateVersion(database, { version: id, reason: '会商通过' }, officer)
  assert.equal(await counts(), 0, 'looked a moment ago')
  here.forget()
  assert.equal(await counts(), 1)
  assert.equal(await counts(createVocabulary(database)), 1, 'another process')
  await assert.rejects(
    activateVersion(database, { version: 'in-force', reason: '再来' }, officer),
    code('kernel.vocabulary-in-force'),
  )
  await activateVersion(database, { version: 'shipped', reason: '有误' }, officer)
  here.forget()
  assert.equal(await counts(), 0)

  const entries = await readEntries(database, id)
  assert.deepEqual(entries.map(entry => [entry.kind, entry.intact]).sort(), [
    ['vocabulary.activated', true],
    ['vocabulary.version-made', true],
  ])
  assert.deepEqual(
    (await readEntries(database, 'vocabulary:shipped')).map(entry => entry.kind),
    ['vocabulary.activated'],
  )
})

test('a change puts words in, in the place of the same word however it is written, and takes them out', async t => {
  const { database } = await testDatabase(t)
  const first = await importVersion(
    database,
    { name: 'a.txt', text: '甲词\n乙词\n丙词', format: 'txt' },
    { ...request, mode: 'replace' },
  )
  const second = await changeVersion(
    database,
    {
      ...change,
      basedOn: first,
      put: [{ ...word('甲 词'), action: 'drop' }, word('丁词'), word('丙词', '另类')],
      remove: ['乙詞'],
      allow: ['甲词典'],
      disallow: [shippedAllowed[0]!],
    },
    officer,
  )
  const list = await readList(database, second)
  assert.deepEqual(
    list.words.map(one => [one.word, one.category, one.action]),
    [
      ['甲 词', '默认', 'drop'],
      ['丙词', '默认', 'mark'],
      ['丁词', '默认', 'mark'],
      ['丙词', '另类', 'mark'],
    ],
  )
  assert.ok(list.allowed.includes('甲词典') && !list.allowed.includes(shippedAllowed[0]!))
  assert.deepEqual((await readList(database, first)).words.length, 3, 'the version before is as it was')
  const third = await importVersion(database, csv('word\n戊词'), request)
  assert.equal(
    (await readList(database, third)).words.length,
    shippedWords.length + 1,
    'added to what is in force',
  )
})

test('what cannot be is refused: no word, an unknown version, a file without words, too many of them', async t => {
  const { database } = await testDatabase(t)
  await assert.rejects(
    changeVersion(database, { ...change, put: [word('*')] }, officer),
    code('kernel.vocabulary-no-word'),
  )
  for (const version of ['0198c7a0-1111-7abc-8def-001122334455', 'nothing'])
    await assert.rejects(
      activateVersion(database, { version, reason: '原因' }, officer),
      code('kernel.vocabulary-version-not-found'),
    )
  await assert.rejects(
    importVersion(database, csv('word\n***'), request),
    code('kernel.vocabulary-nothing-read'),
  )
  const many = Array.from({ length: 200_001 }, (_, place) => `词${place}`).join('\n')
  await assert.rejects(
    importVersion(database, { name: 'a.txt', text: many, format: 'txt' }, { ...request, mode: 'replace' }),
    code('kernel.vocabulary-too-long'),
  )
})

test('versions made at once get numbers of their own, and none of them can be altered', async t => {
  const { database } = await testDatabase(t)
  const ids = await Promise.all(
    Array.from({ length: 8 }, (_, place) =>
      changeVersion(database, { ...change, put: [word(`词${place}`)] }, officer),
    ),
  )
  const numbers = await Promise.all(ids.map(async id => (await readList(database, id)).number))
  assert.deepEqual(numbers.sort(), [1, 2, 3, 4, 5, 6, 7, 8])
  for (const table of [
    'vocabulary_version',
    'vocabulary_word',
    'vocabulary_rejected',
    'vocabulary_activation',
    'check_override',
  ])
    await assert.rejects(sql`delete from ${sql.table(`kernel.${table}`)}`.execute(database), table)
})

test('while the database does not answer, what was in force goes on', async t => {
  const { database, close } = await testDatabase(t)
  const holder = createVocabulary(database)
  const before = await holder.inForce()
  await database.destroy()
  holder.forget()
  assert.equal(await holder.inForce(), before)
  await assert.rejects(createVocabulary(database).inForce())
  await close()
})

test('the routes: import, words by search and category, what was rejected, trying, putting in force', async t => {
  const { database } = await testDatabase(t)
  const routes = vocabularyRoutes({ database, vocabulary: createVocabulary(database) })
  const call = (name: string, given: Parameters<typeof callRoute>[2] = {}) => callRoute(routes, name, given)
  const empty = await call('GET /api/vocabulary')
  assert.deepEqual([empty.inForce.number, empty.versions.length, empty.activations], [0, 1, []])
  assert.equal(empty.inForce.digest, shippedList().digest.toString('hex'))

  const file = {
    name: 'Words.JSONL',
    text: '{"word":"黑车拉客","category":"交通","notWith":["举报"]}\n{"word":1}',
  }
  const { id } = await call('POST /api/vocabulary/imports', {
    query: { note: '首批', mode: 'replace' },
    file,
  })
  const { items: rejected } = await call('GET /api/vocabulary/versions/:versionId/rejected', {
    params: { versionId: id },
  })
  assert.deepEqual(rejected, [{ line: 2, text: '{"word":1}', reason: 'wrong-fields' }])
  await assert.rejects(
    call('POST /api/vocabulary/imports', { query: { note: '首批' }, file: { name: 'a.docx', text: 'x' } }),
    code('kernel.vocabulary-nothing-read'),
  )
  await assert.rejects(
    call('POST /api/vocabulary/imports', {
      query: { note: '首批' },
      file: { name: 'a.csv', text: 'PK\u0003' },
    }),
    code('kernel.vocabulary-not-text'),
  )

  const words = await call('GET /api/vocabulary/words', { query: { version: id, search: '黑 車' } })
  assert.deepEqual(
    [words.total, words.items[0].word, words.categories],
    [1, '黑车拉客', [{ category: '交通', words: 1 }]],
  )
  const page = await call('GET /api/vocabulary/words', { query: { version: 'shipped', from: 70, limit: 20 } })
  assert.equal(page.items.length, shippedWords.length - 70)
  const category = shippedWords[0]!.category
  const filtered = await call('GET /api/vocabulary/words', { query: { category } })
  assert.equal(filtered.total, shippedWords.filter(one => one.category === category).length)

  const tried = await call('POST /api/vocabulary/try', {
    body: { version: id, text: '他黑车拉客。举报黑车拉客' },
  })
  assert.deepEqual(
    tried.hits.map((hit: { start: number; ignored: string | null }) => [hit.start, hit.ignored]),
    [
      [1, null],
      [8, 'context'],
    ],
  )
  const now = await call('POST /api/vocabulary/activations', { body: { version: id, reason: '会商通过' } })
  assert.deepEqual([now.inForce.id, now.inForce.rejected, now.activations[0].reason], [id, 1, '会商通过'])
  const made = await call('POST /api/vocabulary/versions', {
    body: { basedOn: 'in-force', note: '加一个', put: [word('甲词')] },
  })
  const state = await call('GET /api/vocabulary')
  assert.deepEqual(
    state.versions.map((one: { id: string | null; words: number; origin: string }) => [
      one.id,
      one.words,
      one.origin,
    ]),
    [
      [made.id, 2, 'edit'],
      [id, 1, 'import'],
      [null, shippedWords.length, 'shipped'],
    ],
  )
})
