import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  archiveName,
  bucketAddress,
  bucketKey,
  bucketName,
  compareSums,
  entryKind,
  isKept,
  judgeKeys,
  judgeObjects,
  objectKeyOf,
  surplusArchives,
  totals,
} from './archive.rules.ts'

test('entries are told by their names', () => {
  assert.deepEqual(entryKind('head.json'), { kind: 'head' })
  assert.deepEqual(entryKind('manifest.json'), { kind: 'manifest' })
  assert.deepEqual(entryKind('tables/cases.event/00000012'), { kind: 'rows', title: 'cases.event' })
  assert.deepEqual(entryKind('files/objects/ab/cd'), { kind: 'file', path: 'objects/ab/cd' })
  assert.deepEqual(entryKind('files/sign-in.secret'), { kind: 'file', path: 'sign-in.secret' })
})

const foreign = [
  '',
  'readme',
  'tables/cases.event',
  'tables/../x.y/00000001',
  'files/',
  'files//etc/passwd',
  'files/../outside',
  'files/objects/../../outside',
  'files/objects/./x',
  'files/objects//x',
  'files/objects\\..\\x',
  'files/C:/x',
  'files/objects/a\nb',
  'files/postgresql/data/pg_hba.conf',
  'files/restoring-x/y',
]
for (const name of foreign)
  test(`no entry of ours: ${JSON.stringify(name)}`, () => assert.equal(entryKind(name), undefined))

test('the folder of the database and earlier backups are not part of a backup', () => {
  for (const name of ['postgresql', 'ledger', 'backups', 'restoring-1', 'before-2026'])
    assert.ok(!isKept(name), name)
  for (const name of ['sign-in.secret', 'objects', 'imports', 'backups.txt']) assert.ok(isKept(name), name)
})

const sum = (rows: number, letter: string) => ({ rows, bytes: rows * 10, sha256: letter.repeat(64) })

test('sums that differ are named with how', () => {
  const expected = { a: sum(1, 'a'), b: sum(2, 'b'), c: sum(3, 'c'), d: sum(4, 'd') }
  assert.deepEqual(compareSums(expected, { ...expected }), [])
  const found = { a: sum(1, 'a'), b: sum(3, 'b'), c: sum(3, 'f'), e: sum(0, 'e') }
  assert.deepEqual(compareSums(expected, found), [
    'b has 3 rows instead of 2',
    'c has other content',
    'd is missing',
    'e is there and should not be',
  ])
})

test('totals add up tables and files', () => {
  const { tables, rows, files, bytes } = totals({
    tables: { a: sum(1, 'a'), b: sum(2, 'b') },
    files: { x: { bytes: 7, sha256: 'c'.repeat(64) } },
  })
  assert.deepEqual([tables, rows, files, bytes], [2, 3, 1, 37])
})

test('the newest archives stay; other files are never among those that go', () => {
  const name = (day: number) => archiveName(new Date(Date.UTC(2026, 10, day, 3, 4, 5)))
  assert.equal(name(2), 'chengshu-2026-11-02T030405Z.tar.zst.age')
  const names = [name(3), 'notes.txt', name(1), `${name(2)}.partial`, `.${name(1)}`, name(2)]
  assert.deepEqual(surplusArchives(names, 2), [name(1)])
  assert.deepEqual(surplusArchives(names, 5), [])
  assert.deepEqual(surplusArchives(names, 0), [name(1), name(2), name(3)])
})

test('an archive in the bucket is told from a file by its name', () => {
  const key = 'ab'.repeat(32)
  assert.equal(bucketKey(bucketName(key)), key)
  assert.equal(bucketKey('s3:newest'), 'newest')
  for (const file of ['s3', 's3:', 'x.age', `s3:${key}0`, 's3:newest.age', `./s3:${key}`])
    assert.equal(bucketKey(file), undefined, file)
})

test('a file of the data folder that is an attachment is told from others', () => {
  const key = 'ab'.repeat(32)
  assert.equal(objectKeyOf(`objects/cases/ab/${key}`), key)
  for (const path of [
    `objects/backups/ab/${key}`,
    `objects/cases/incoming/${key}`,
    `objects/cases/ab/${key}.copy`,
    `x/objects/cases/ab/${key}`,
    'sign-in.secret',
  ])
    assert.equal(objectKeyOf(path), undefined, path)
})

test('what is said of the files of attachments: there, missing, not looked for', () => {
  const missing = Array.from({ length: 7 }, (_, index) => ({ key: `k${index}` }))
  const here = { bucket: null, looked: false }
  const there = { bucket: 'https://s3.example/city', looked: true }
  const table: [Parameters<typeof judgeObjects>, boolean, RegExp][] = [
    [[null, here], true, /^No attachment/],
    [[{ named: 0, missing: [] }, there], true, /^No attachment/],
    [[{ named: 9, missing: [] }, here], true, /^All 9/],
    [
      [
        { named: 9, missing: [] },
        { ...there, looked: false },
      ],
      true,
      /^All 9/,
    ],
    [[{ named: 9, missing }, here], false, /^7 of 9 .* missing .* k0, k1, k2, k3, k4$/],
    [[{ named: 9, missing }, there], false, /^7 of 9 .* missing/],
    [
      [
        { named: 9, missing },
        { ...there, looked: false },
      ],
      false,
      /lie in https:\/\/s3\.example\/city, which/,
    ],
  ]
  for (const [given, good, text] of table) {
    const judged = judgeObjects(...given)
    assert.equal(judged.good, good, judged.text)
    assert.match(judged.text, text)
  }
  assert.equal(bucketAddress(undefined), null)
  assert.equal(bucketAddress('https://user:word@s3.example/city?x=1'), 'https://s3.example/city')
})

test('what is sealed is readable by the key in the archive or here, or it is said why not', () => {
  assert.deepEqual(
    [null, { by: 'archive' as const }, { by: 'here' as const }, { by: null, reason: 'gone' }].map(judgeKeys),
    [
      { good: true, text: 'Nothing in it is sealed.' },
      { good: true, text: 'The master key in it opens what is sealed.' },
      { good: true, text: 'The master key configured here opens what is sealed; it is not in the archive.' },
      { good: false, text: 'What is sealed cannot be read here: gone' },
    ],
  )
})
