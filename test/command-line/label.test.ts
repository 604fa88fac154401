import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { isCode } from '#base/index.ts'
import { readCommand } from '../../src/operations/command-line.rules.ts'
import { labelVerb } from '../../src/operations/run-label.ts'

test('label check: what a file says, for people and for machines, without a server', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'label-verb-'))
  t.after(() => rm(folder, { recursive: true }))
  const entry = { Label: '1', ContentProducer: '001191110102MAD55U9H0F10002', ProduceID: 'p-7' }
  const file = async (name: string, text: string) => {
    await writeFile(join(folder, name), text)
    return join(folder, name)
  }
  const run = async (...words: string[]) =>
    await labelVerb(readCommand(['label', 'check', ...words, '--json']))
  const labelled = await file('a.json', JSON.stringify({ AIGC: entry, text: '桥' }))
  const sure = await run(labelled)
  const json = sure.json as { says: string; entries: { problems: string[] }[] }
  assert.equal(json.says, 'sure')
  assert.ok(json.entries[0]?.problems.includes('missing:PropagateID'))
  assert.match(sure.text, /^.*a\.json \(json, \d+ bytes\)\nsure: .*\n {2}entry in json:AIGC:\n {4}Label: 1/)
  const words = await run(await file('b.txt', '本文由人工智能生成\n桥\n'))
  assert.match(words.text, /suspected: [\s\S]*explicit label: 本文由人工智能生成/)
  const plain = await file('c.txt', '桥\n')
  assert.match((await run(plain)).text, /none: .*no proof/)
  assert.equal(((await run(plain, '--declared')).json as { says: string }).says, 'may-be')
  assert.equal((await run(plain)).exitCode, undefined)
  const broken = await run(await file('d.json', '{"AIGC":"{"}'))
  assert.match(broken.text, /not readable[\s\S]*not-json[\s\S]*problems: malformed-entry/)
})

test('a file that is not there and a word that is not known are refused', async () => {
  await assert.rejects(labelVerb(readCommand(['label', 'check', '/none/at/all'])), error =>
    isCode(error, 'operations.file-unreadable'),
  )
  await assert.rejects(labelVerb(readCommand(['label', 'check', '/tmp'])), error =>
    isCode(error, 'operations.file-unreadable'),
  )
  await assert.rejects(labelVerb(readCommand(['label', 'write', 'a'])), error =>
    isCode(error, 'operations.wrong-arguments'),
  )
  assert.throws(
    () => readCommand(['label', 'check']),
    error => isCode(error, 'operations.wrong-arguments'),
  )
})
