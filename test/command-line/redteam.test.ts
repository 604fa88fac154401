import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { ContentReport, RedteamReport } from '#kernel/index.ts'
import { type CommandFolder, commandFolder } from './folder.ts'

let place: CommandFolder
before(async () => {
  place = await commandFolder()
})
after(() => place.remove())

const head = { suite: 'own', version: 1, licence: 'CC0-1.0', source: 'written for this test' }
const owasp = { '2025': ['LLM01'], '2026': ['LLM01'] }

test('the guard alone is attacked without a database: table on stderr, report on stdout', async () => {
  const { code, stdout, stderr } = await place.run('redteam', '--json')
  assert.equal(code, 0, stderr)
  const found: RedteamReport = JSON.parse(stdout)
  assert.equal(found.target.id, 'guard')
  assert.ok(found.caught.total >= 150 && found.alarmed.total >= 150)
  assert.match(stderr, /false alarms\s+\d/)
  assert.match(stderr, /2025\s+LLM08\s+Vector and embedding weaknesses\s+Not applicable here, because/)
  assert.match(stderr, /2026\s+LLM08\s+Hidden context exposure\s+Not applicable here, because/)
  assert.ok(!existsSync(join(place.folder, 'postgresql')))
  const plain = await place.run('redteam', '--language', 'en', '--family', 'override,instruction')
  assert.match(plain.stdout, /^caught \d+ of 6, false alarms \d+ of 8\n$/)
})

test('thresholds end with 4, in both directions, and what was not tried is not within them', async () => {
  const attack = { id: 'a', kind: 'attack', family: 'own', language: 'zh', owasp, text: '今天的天气真好' }
  const suite = await place.rows('own.jsonl', [head, attack])
  const run = (...words: string[]) => place.run('redteam', '--suite', suite, '--family', 'own', ...words)
  assert.equal((await run()).code, 0)
  assert.equal((await run('--least-caught', '0.5')).code, 4)
  assert.equal((await run('--least-caught', '0')).code, 0)
  assert.equal((await run('--most-alarms', '0.01')).code, 4, 'no benign text was tried')
  assert.equal((await run('--least-caught', '7')).code, 2)
})

test('the report is written as Markdown; a wrong suite is named by its line', async () => {
  const out = join(place.folder, 'report.md')
  assert.equal((await place.run('redteam', '--language', 'zh', '--report', out)).code, 0)
  assert.match(await readFile(out, 'utf8'), /^# Red-team report\n/)
  const bad = await place.rows('bad.jsonl', [head, { id: 'x' }])
  const { code, stderr } = await place.run('redteam', '--suite', bad)
  assert.equal(code, 1)
  assert.match(stderr, /bad\.jsonl.*2|2.*bad\.jsonl/)
  for (const words of [
    ['--seed', 'x'],
    ['--language', 'fr'],
    ['--with', '[1]'],
    ['--suite', '/nowhere.jsonl'],
  ])
    assert.notEqual((await place.run('redteam', ...words)).code, 0, words.join(' '))
})

test('an algorithm is attacked over the database, its run kept; an unknown one is refused', async () => {
  const found = await place.json<RedteamReport>(
    'redteam',
    '--against',
    'cases.dispatch',
    '--language',
    'en',
    '--family',
    'dispatch-poisoning,citizen-message',
  )
  assert.equal(found.target.id, 'cases.dispatch')
  assert.equal(found.changed?.total, found.caught.total - found.caught.hits)
  const { code, stderr } = await place.run('redteam', '--against', 'cases.none')
  assert.equal(code, 1)
  assert.match(stderr, /cases\.dispatch/)
  const needy = await place.run('redteam', '--against', 'models.measure')
  assert.match(needy.stderr, /task, version/)
})

test('the content assessment says what it cannot assess and prints the sizes that are asked for', async () => {
  const { code, stdout, stderr } = await place.run('redteam', '--content', '--json')
  assert.equal(code, 0, stderr)
  const found: ContentReport = JSON.parse(stdout)
  assert.deepEqual([found.state, found.figures, found.provider], ['not-assessed', null, null])
  assert.match(stderr, /of 2000 questions[\s\S]*of 500[\s\S]*of 500[\s\S]*of 10000 words[\s\S]*Not assessed/)
  const sheet = join(place.folder, 'sheet.jsonl')
  const fake = await place.json<ContentReport>('redteam', '--content', '--provider', 'fake', '--sheet', sheet)
  assert.equal(fake.figures, null)
  const filled = (await readFile(sheet, 'utf8')).replaceAll('"verdict":""', '"verdict":"pass"')
  const verdicts = await place.rows('filled.jsonl', filled.trim().split('\n'))
  const judged = await place.json<ContentReport>(
    'redteam',
    '--content',
    '--provider',
    'fake',
    '--verdicts',
    verdicts,
  )
  assert.deepEqual([judged.state, judged.figures, judged.meets], ['not-assessed', null, null])
})
