import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { type CommandFolder, commandFolder } from './folder.ts'

let place: CommandFolder
before(async () => {
  place = await commandFolder()
})
after(() => place.remove())

test('help is on stderr, names every verb, touches nothing and is no error', async () => {
  for (const words of [['--help'], ['-h'], ['help'], ['train', '--help'], ['start', '--help']]) {
    const { code, stdout, stderr } = await place.run(...words)
    assert.deepEqual([code, stdout], [0, ''], words.join(' '))
    assert.match(stderr, /chengshu/)
  }
  const all = (await place.run('--help')).stderr
  for (const verb of 'start migrate seed import train evaluate predict token user doctor'.split(' '))
    assert.ok(all.includes(`  ${verb} `), verb)
  assert.ok(!existsSync(join(place.folder, 'postgresql')), 'no database was made for a look at the help')
})

test('a wrong command line ends with 2 and the usage, before any database is started', async () => {
  const lines: [string[], RegExp][] = [
    [[], /verb/],
    [['destroy'], /"destroy"/],
    [['__proto__'], /verb/],
    [['START'], /"START"/],
    [['migrate', 'now'], /chengshu migrate/],
    [['train'], /chengshu train TASK/],
    [['train', 'a', 'b'], /chengshu train TASK/],
    [['start', '--port', '1'], /--port/],
    [['doctor', '--jsn'], /--jsn/],
    [['predict', 'cases.classify', '--in'], /--in/],
    [['import'], /chengshu import FILE/],
  ]
  for (const [words, says] of lines) {
    const { code, stdout, stderr } = await place.run(...words)
    assert.deepEqual([code, stdout], [2, ''], words.join(' '))
    assert.match(stderr, says)
    assert.doesNotMatch(stderr, /\n\s+at /, 'no stack')
  }
  assert.ok(!existsSync(join(place.folder, 'postgresql')))
})

test('every invalid variable is named, all at once, and nothing is started', async () => {
  const other = await commandFolder({
    PORT: '70000',
    CHENGSHU_ROLE: 'boss',
    CHENGSHU_DEMO: 'yes',
    CHENGSHU_BLIND_SHARE: '2',
    CHENGSHU_LOG: 'loud',
    CHENGSHU_PUBLIC_URL: 'not an address',
  })
  for (const verb of ['start', 'doctor', 'migrate']) {
    const { code, stdout, stderr } = await other.run(verb)
    assert.deepEqual([code, stdout], [1, ''])
    for (const name of [
      'PORT',
      'CHENGSHU_ROLE',
      'CHENGSHU_DEMO',
      'CHENGSHU_BLIND_SHARE',
      'CHENGSHU_LOG',
      'CHENGSHU_PUBLIC_URL',
    ])
      assert.ok(stderr.includes(name), `${verb}: ${name}`)
    assert.doesNotMatch(stderr, /\n\s+at /)
  }
  assert.ok(!existsSync(join(other.folder, 'postgresql')))
  await other.remove()
})

test('a database server that does not answer: verbs say so and end with 1; doctor reports it as a finding', async () => {
  const gone = await commandFolder({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' })
  for (const words of [['migrate'], ['user', 'list'], ['start']]) {
    const { code, stdout, stderr } = await gone.run(...words)
    assert.deepEqual([code, stdout], [1, ''], words.join(' '))
    assert.match(stderr, /ECONNREFUSED/)
    assert.match(stderr, /DATABASE_URL/)
    assert.doesNotMatch(stderr, /\n\s+at /)
  }
  const { code, stdout } = await gone.run('doctor', '--json')
  assert.equal(code, 1)
  const health = JSON.parse(stdout)
  assert.equal(health.state, 'bad')
  assert.deepEqual(
    health.findings.map((one: { key: string; state: string }) => [one.key, one.state]),
    [['database', 'bad']],
  )
  await gone.remove()
})

test('a data folder that is a file, or that another program filled, is told and left as it was', async () => {
  const file = join(place.folder, 'a-file')
  await writeFile(file, 'mine')
  const { code, stderr } = await place.run('migrate').then(async () => {
    const inFile = await commandFolder({ CHENGSHU_DATA: join(file, 'data') })
    const result = await inFile.run('migrate')
    await inFile.remove()
    return result
  })
  assert.equal(code, 1)
  assert.match(stderr, /a-file/)
  assert.doesNotMatch(stderr, /database cannot be reached/i, 'the folder is the trouble, not the database')
})

test('files that are not there, are folders or may not be read are named, with 1', async () => {
  const folder = join(place.folder, 'a-folder')
  await mkdir(folder)
  const secret = join(place.folder, 'secret.jsonl')
  await writeFile(secret, '{"id":"1","text":"水"}\n')
  await chmod(secret, 0)
  const missing = join(place.folder, 'missing.jsonl')
  const good = await place.rows('good.jsonl', [{ id: '1', text: '停水', label: 'water' }])
  const out = join(place.folder, 'out.jsonl')
  const lines: [string[], string][] = [
    [['train', 'cases.classify', '--in', missing], missing],
    [['evaluate', 'cases.classify', '--in', missing], missing],
    [['predict', 'cases.classify', '--in', missing, '--out', out], missing],
    [['predict', 'cases.classify', '--in', folder, '--out', out], folder],
    [['predict', 'cases.classify', '--in', good, '--out', folder], folder],
    [['predict', 'cases.classify', '--in', good, '--out', join(missing, 'x')], join(missing, 'x')],
    [['import', missing], missing],
    [['import', folder], folder],
  ]
  // Root reads what it likes.
  if (process.getuid?.() !== 0) lines.push([['train', 'cases.classify', '--in', secret], secret])
  for (const [words, path] of lines) {
    const { code, stdout, stderr } = await place.run(...words)
    assert.deepEqual([code, stdout], [1, ''], `${words.join(' ')} ${stderr}`)
    assert.ok(stderr.includes(path), `${words.join(' ')}: ${stderr}`)
    assert.doesNotMatch(stderr, /database cannot|\n\s+at /, words.join(' '))
  }
  assert.ok(!existsSync(out) && !existsSync(`${out}.part`))
})

test('an answer is never written over the question', async () => {
  const file = await place.rows('only.jsonl', [{ id: '1', text: '停水' }])
  const same = join(place.folder, '.', 'a-folder', '..', 'only.jsonl')
  const { code, stderr } = await place.run('predict', 'cases.classify', '--in', file, '--out', same)
  assert.equal(code, 2, stderr)
  assert.match(stderr, /--out/)
})

test('what is not there is named: tasks, models, people, roles, tokens', async () => {
  const rows = await place.rows('rows.jsonl', [{ id: '1', text: '停水', label: 'water' }])
  const lines: [string[], number, RegExp][] = [
    [['train', 'cases.weather', '--in', rows], 1, /cases\.weather/],
    [['evaluate', 'cases.classify', '--in', rows], 1, /no trained model/],
    [['evaluate', 'cases.classify', '--in', rows, '--model', 'nonsense'], 1, /nonsense/],
    [['train', 'cases.classify', '--in', rows], 1, /1 rows/],
    [['train', 'cases.classify'], 1, /0 rows/],
    [['token', 'create', '--person', 'nobody'], 1, /no such person/],
    [['token', 'create'], 2, /--person/],
    [['token', 'frobnicate'], 2, /frobnicate/],
    [['token', 'create', '--person', 'audit', '--days', '0'], 1, /no such person/],
    [['token', 'revoke', '--id', 'none'], 2, /none/],
    [['token', 'revoke', '--id', '01890000-0000-7000-8000-000000000000'], 1, /token/i],
    [['user', 'create', '--account', 'a', '--name', '甲', '--roles', 'king'], 2, /king/],
    [['user', 'create', '--account', 'wang', '--name', '王', '--roles', 'seat', '--level', 'L9'], 2, /L9/],
    [['user', 'create', '--name', '王', '--roles', 'seat'], 2, /--account/],
    [['user', 'password', '--account', 'nobody'], 1, /no such person/],
    [['user', 'sing'], 2, /sing/],
  ]
  for (const [words, expected, says] of lines) {
    const { code, stdout, stderr } = await place.run(...words)
    assert.deepEqual([code, stdout], [expected, ''], `${words.join(' ')}: ${stderr}`)
    assert.match(stderr, says, words.join(' '))
    assert.doesNotMatch(stderr, /\n\s+at |recorded \(reference/, `${words.join(' ')}: ${stderr}`)
  }
})
