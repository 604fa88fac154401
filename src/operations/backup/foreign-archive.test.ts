import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { isCode } from '#base/index.ts'
import { decrypterOf, encrypterOf, makeKey } from './backup-keys.ts'
import { addFile, listDataFiles, takeFile } from './data-files.ts'
import { verifyArchive } from './verify-archive.ts'
import { type ArchiveWriter, writeArchive } from './write-archive.ts'

// Who has the public key, which is no secret, can make an archive: what is in one is not to be trusted.
let folder: string
let recipients: string
let keyFile: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chengshu-foreign-'))
  keyFile = join(folder, 'key.txt')
  recipients = await makeKey(keyFile)
})
after(() => rm(folder, { recursive: true, force: true }))

const sumOf = (text: string) => ({
  bytes: Buffer.byteLength(text),
  sha256: createHash('sha256').update(text).digest('hex'),
})
const head = {
  ...{ format: 1, release: '1.0.0', madeAt: '2026-11-22T10:00:00.000Z' },
  ...{ migrations: [], partitions: [], tables: [{ title: 'a.b', columns: ['c'] }] },
}
const manifest = {
  bucket: null,
  tables: { 'a.b': { rows: 2, ...sumOf('one\ntwo\n') } },
  files: { 'objects/x': sumOf('file') },
  sequences: [{ title: 'a.s', value: '7', called: true }],
  ledger: { entries: 0, altered: 0, digest: '' },
}

type Entry = readonly [string, unknown]
const whole: readonly Entry[] = [
  ['head.json', head],
  ['tables/a.b/00000001', 'one\n'],
  ['tables/a.b/00000002', 'two\n'],
  ['files/objects/x', 'file'],
  ['manifest.json', manifest],
]
const textOf = (content: unknown) =>
  Buffer.from(typeof content === 'string' ? content : JSON.stringify(content))
const instead = (name: string, content: unknown) =>
  whole.map(one => (one[0] === name ? ([name, content] as const) : one))
const without = (name: string) => whole.filter(one => one[0] !== name)
const inside = (...more: Entry[]) => [...whole.slice(0, -1), ...more, whole.at(-1)!]

async function verified(entries: readonly Entry[]) {
  const file = join(folder, `${crypto.randomUUID()}.age`)
  const fill = async (archive: ArchiveWriter) => {
    for (const [name, content] of entries) await archive.add(name, textOf(content))
  }
  await writeArchive(file, encrypterOf({ recipients }), fill)
  return await verifyArchive(file, await decrypterOf({ keyFile }))
}

test('what is whole is read as it was written', async () => {
  assert.deepEqual(await verified(whole), { head, manifest })
})

const otherSum = { ...manifest.tables['a.b'], sha256: '0'.repeat(64) }
const refused: readonly [string, readonly Entry[], RegExp][] = [
  ['nothing in it', [], /its end is missing/],
  ['only a beginning', whole.slice(0, 1), /its end is missing/],
  ['no end', without('manifest.json'), /its end is missing/],
  ['only an end', [whole.at(-1)!], /does not begin as a backup does/],
  ['rows before the beginning', [whole[1]!, ...whole], /does not begin as a backup does/],
  ['an entry after the end', [...whole, ['files/objects/y', 'x']], /files\/objects\/y after its end/],
  ['two ends', [...whole, whole.at(-1)!], /manifest\.json after its end/],
  ['a piece of a table is missing', without('tables/a.b/00000001'), /a\.b has other content/],
  [
    'the pieces are the other way round',
    [whole[0]!, whole[2]!, whole[1]!, ...whole.slice(3)],
    /other content/,
  ],
  ['a changed row', instead('tables/a.b/00000002', 'twe\n'), /a\.b has other content/],
  ['a changed file', instead('files/objects/x', 'fine'), /objects\/x has other content/],
  ['a file is missing', without('files/objects/x'), /objects\/x is missing/],
  ['a file too many', inside(['files/objects/y', 'x']), /objects\/y is there and should not be/],
  ['a table too many', inside(['tables/a.c/00000001', 'x']), /a\.c is there and should not be/],
  ['another sum', instead('manifest.json', { ...manifest, tables: { 'a.b': otherSum } }), /other content/],
  ['a path out of the folder', inside(['files/../x', 'x']), /it has an entry "files\/\.\.\/x"/],
  ['a path into the database', inside(['files/postgresql/data/pg_hba.conf', 'x']), /pg_hba\.conf/],
  ['a name nobody knows', inside(['readme.txt', 'x']), /readme\.txt/],
  ['a table that is no name', inside(['tables/a.b; drop/00000001', 'x']), /drop/],
  ['a head that is no JSON', instead('head.json', '{'), /description cannot be read/],
  ['an empty head', instead('head.json', ''), /description cannot be read/],
  ['a head of another format', instead('head.json', { ...head, format: 2 }), /description cannot be read/],
  ['a head without a moment', instead('head.json', { ...head, madeAt: 'today' }), /cannot be read/],
  ['a head that is a list', instead('head.json', []), /cannot be read/],
  ['an end that is no JSON', instead('manifest.json', 'nothing'), /cannot be read/],
  ['an end without a ledger', instead('manifest.json', { ...manifest, ledger: undefined }), /cannot be read/],
  [
    'a sequence that is no number',
    instead('manifest.json', { ...manifest, sequences: [{ title: 'a.s', value: '7; drop', called: true }] }),
    /cannot be read/,
  ],
]
for (const [why, entries, reason] of refused)
  test(`refused as damaged: ${why}`, async () => {
    await assert.rejects(verified(entries), error => {
      assert.ok(isCode(error, 'operations.backup-damaged'), String(error))
      assert.match(String(error), reason)
      return true
    })
  })

test('what is no archive of age is damaged, a folder or nothing cannot be read', async () => {
  const decrypter = await decrypterOf({ keyFile })
  for (const content of [
    '',
    'hello',
    '\0'.repeat(5000),
    'age-encryption.org/v1\n',
    '-----BEGIN AGE ENCRYPTED FILE-----\n',
  ]) {
    const file = join(folder, 'none.age')
    await writeFile(file, content)
    await assert.rejects(verifyArchive(file, decrypter), error => isCode(error, 'operations.backup-damaged'))
  }
  for (const file of [folder, join(folder, 'nowhere'), join(keyFile, 'below')])
    await assert.rejects(verifyArchive(file, decrypter), error => isCode(error, 'operations.file-unreadable'))
})

test('key files: remarks and empty lines are passed over, anything else is no key', async () => {
  const file = join(folder, 'odd.txt')
  for (const content of ['', '# nothing\n\n', 'AGE-SECRET-KEY-1', recipients, 'hello\n', '\0']) {
    await writeFile(file, content)
    await assert.rejects(decrypterOf({ keyFile: file }), error =>
      isCode(error, 'operations.backup-key-invalid'),
    )
  }
  for (const wrong of ['age1', 'AGE1', `${recipients},x`, `x ${recipients}`, 'ssh-ed25519 AAAA'])
    assert.throws(
      () => encrypterOf({ recipients: wrong }),
      error => isCode(error, 'operations.backup-key-invalid'),
      wrong,
    )
  for (const none of ['', ' ', ',', ' , '])
    assert.throws(
      () => encrypterOf({ recipients: none }),
      error => isCode(error, 'operations.backup-key-missing'),
      JSON.stringify(none),
    )
})

test('a file that goes while a backup is made is left out, one that is there already is not written over', async () => {
  const data = await mkdtemp(join(folder, 'data-'))
  for (const name of ['b', 'a', 'x.partial', '名字']) await writeFile(join(data, name), name)
  assert.deepEqual(await listDataFiles(data), ['a', 'b', '名字'])
  assert.deepEqual(await listDataFiles(join(data, 'nowhere')), [])
  const added: unknown[] = []
  await writeArchive(join(folder, 'gone.age'), encrypterOf({ recipients }), async archive => {
    await rm(join(data, 'b'))
    for (const name of ['a', 'b']) added.push(await addFile(archive, data, name))
  })
  assert.deepEqual(added, [sumOf('a'), undefined])
  const content = async function* () {
    yield Buffer.from('new')
  }
  await assert.rejects(takeFile(data, 'a', content()), { code: 'EEXIST' })
  await takeFile(data, 'deep/er/c', content())
  assert.deepEqual((await readdir(data)).sort(), ['a', 'deep', 'x.partial', '名字'])
})
