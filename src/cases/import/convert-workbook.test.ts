import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { isCode } from '#base/index.ts'
import { convertWorkbook } from './convert-workbook.ts'
import { zipOf } from './zip.fixture.ts'

test('a workbook that unpacks to more than its limit is refused before anything of it is kept, whatever it claims', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'chengshu-workbook-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  const zeros = Buffer.alloc(64 * 1024 * 1024)
  const files = Array.from({ length: 13 }, (_, i) => ({
    name: `xl/sharedStrings${i}.xml`,
    content: zeros,
    claims: 10,
  }))
  const bomb = zipOf(files)
  assert.ok(bomb.length < 4 * 1024 * 1024, 'it is small as it lies there')
  const path = join(folder, 'bomb.xlsx')
  await writeFile(path, bomb)
  const before = process.memoryUsage().rss
  let most = before
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss)
  }, 20)
  t.after(() => clearInterval(watch))
  // Either may have the first turn: both are heard from the beginning.
  await Promise.all(
    [1, 2].map(i =>
      assert.rejects(convertWorkbook({ path, bytes: bomb.length }, join(folder, `${i}.jsonl`)), error =>
        isCode(error, 'cases.import-too-large'),
      ),
    ),
  )
  assert.ok(
    most - before < 400 * 1024 * 1024,
    `memory grew by ${Math.round((most - before) / 1024 / 1024)} MiB`,
  )
})

test('an archive that is no workbook is broken, and the next one has its turn', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'chengshu-workbook-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  const path = join(folder, 'other.xlsx')
  await writeFile(path, zipOf([{ name: 'a.txt', content: Buffer.from('x') }]))
  for (const i of [1, 2]) {
    await assert.rejects(convertWorkbook({ path, bytes: 1 }, join(folder, `${i}`)), error =>
      isCode(error, 'cases.import-broken-workbook'),
    )
  }
})
