import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { type CommandFolder, commandFolder, writtenRows } from './folder.ts'

interface Trained {
  version: { id: string; state: string; rows: number; labels: number }
  report: { rows: number; rejected: number; rejections: { line: number; fault: string }[] }
  activation: unknown
  exitCode: number
}

let place: CommandFolder
let trained: Trained
const rows = writtenRows()
const learned = rows.filter((_, i) => i % 4 !== 0)
const aside = rows.filter((_, i) => i % 4 === 0)

before(async () => {
  place = await commandFolder()
  const file = await place.rows('train.jsonl', learned)
  trained = await place.json<Trained>('train', 'cases.classify', '--in', file)
})
after(() => place.remove())

const outRows = (path: string) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line))

test('a model of labels the city does not have is a trial: kept, not in use, and used by predict', () => {
  assert.equal(trained.version.state, 'trial')
  assert.equal(trained.activation, null)
  assert.equal(trained.version.rows, learned.length)
  assert.equal(trained.report.rejected, 0)
})

test('predict answers every row in order, in the agreed form, and the best label is mostly right', async () => {
  const input = await place.rows('aside.jsonl', aside)
  const out = join(place.folder, 'answers.jsonl')
  const result = await place.json<{ version: string; abstained: number }>(
    'predict',
    'cases.classify',
    '--in',
    input,
    '--out',
    out,
  )
  assert.equal(result.version, trained.version.id)
  const answers = outRows(out)
  assert.deepEqual(
    answers.map(one => one.id),
    aside.map(one => one.id),
  )
  for (const one of answers) {
    assert.deepEqual(Object.keys(one).sort(), ['abstained', 'alternatives', 'confidence', 'id', 'label'])
    assert.equal(typeof one.abstained, 'boolean')
    assert.equal(one.alternatives.length, 2)
    const labels = [one.label, ...one.alternatives.map((other: { label: string }) => other.label)]
    assert.deepEqual([...labels].sort(), ['light', 'noise', 'water'], 'three different labels')
    const confidences = [
      one.confidence,
      ...one.alternatives.map((other: { confidence: number }) => other.confidence),
    ]
    assert.ok(confidences.every(value => value >= 0 && value <= 1))
    assert.deepEqual(
      [...confidences].sort((a, b) => b - a),
      confidences,
      'best first',
    )
  }
  const right = answers.filter((one, i) => one.label === aside[i]!.label).length
  assert.ok(right / aside.length > 0.9, `${right} of ${aside.length}`)
  assert.equal(answers.filter(one => one.abstained).length, result.abstained)
  assert.ok(!existsSync(`${out}.part`))
})

test('evaluate finds the same share of right answers as predict, and says which version it measured', async () => {
  const input = await place.rows('aside.jsonl', aside)
  const out = join(place.folder, 'again.jsonl')
  await place.json('predict', 'cases.classify', '--in', input, '--out', out, '--model', trained.version.id)
  const answers = outRows(out)
  const result = await place.json<{ version: string; figures: { accuracy: number } }>(
    'evaluate',
    'cases.classify',
    '--in',
    input,
  )
  assert.equal(result.version, trained.version.id)
  const share = answers.filter((one, i) => one.label === aside[i]!.label).length / aside.length
  assert.ok(Math.abs(result.figures.accuracy - share) < 1e-9)
})

test('rows that cannot be read are rejected by line with 3; the others get their answer', async () => {
  const input = await place.rows('mixed.jsonl', [
    aside[0],
    '{"id":"broken","text":',
    '',
    '[]',
    { id: 'no-text' },
    { id: 'number', text: 5 },
    aside[1],
    { id: 'html', text: '<script>alert(1)</script>停水了' },
    { id: 'emoji', text: '😀😀😀' },
  ])
  const out = join(place.folder, 'mixed-out.jsonl')
  const words = ['predict', 'cases.classify', '--in', input, '--out', out, '--json']
  const { code, stdout, stderr } = await place.run(...words)
  assert.equal(code, 3, stderr)
  const { report, exitCode } = JSON.parse(stdout)
  assert.equal(exitCode, 3)
  assert.deepEqual(
    report.rejections.map((one: { line: number }) => one.line),
    [2, 4],
  )
  assert.deepEqual(report.notices, [
    { line: 5, notice: 'no-text' },
    { line: 6, notice: 'no-text' },
  ])
  const answers = outRows(out)
  assert.deepEqual(
    answers.map(one => one.id),
    [aside[0]!.id, 'no-text', 'number', aside[1]!.id, 'html', 'emoji'],
  )
  for (const id of ['no-text', 'number'])
    assert.equal(answers.find(one => one.id === id).abstained, true, 'nothing was said: a person looks at it')
  const unlabelled = await place.rows('unlabelled.jsonl', [aside[0], { id: 'x', text: '停水' }])
  const evaluated = await place.run('evaluate', 'cases.classify', '--in', unlabelled, '--json')
  assert.equal(evaluated.code, 3)
  assert.deepEqual(JSON.parse(evaluated.stdout).report.rejections, [{ line: 2, fault: 'no-label' }])
})

test('progress goes to stderr; stdout is the answer alone, as JSON or as text', async () => {
  const file = await place.rows('train.jsonl', learned)
  const { code, stdout, stderr } = await place.run('train', 'cases.classify', '--in', file, '--json')
  assert.equal(code, 0)
  assert.equal(stdout.trimEnd().split('\n').length, 1)
  assert.match(stderr, /\d+ of \d+/)
  const version: Trained = JSON.parse(stdout)
  assert.equal(version.version.id, trained.version.id, 'the same rows give the same model')
})

test('an empty file trains and measures nothing, and says why', async () => {
  const empty = await place.rows('empty.jsonl', [])
  const train = await place.run('train', 'cases.classify', '--in', empty)
  assert.equal(train.code, 1)
  assert.match(train.stderr, /Too little to learn from: 0 rows/)
  const one = await place.rows(
    'one-label.jsonl',
    learned.filter(row => row.label === 'water'),
  )
  const single = await place.run('train', 'cases.classify', '--in', one)
  assert.equal(single.code, 1)
  assert.match(single.stderr, /1 labels/)
  const out = join(place.folder, 'empty-out.jsonl')
  const predicted = await place.run('predict', 'cases.classify', '--in', empty, '--out', out)
  assert.equal(predicted.code, 0, predicted.stderr)
  assert.equal(readFileSync(out, 'utf8'), '')
})
