import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { test } from 'node:test'
import { isCode } from '#base/index.ts'
import { taskName, taskRows, testModels } from '../../test/test-models.ts'
import type { PredictionLine } from './model.contract.ts'
import { runEvaluate, runPredict } from './run-measure.ts'
import { runTrain } from './run-train.ts'

const plain = (perLabel: number, seed: number) =>
  taskRows(perLabel, seed).map(({ id, text, label }) => ({ id, text, label }))

async function linesOf(path: string): Promise<PredictionLine[]> {
  const text = await readFile(path, 'utf8')
  return text
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as PredictionLine)
}

test('every row gets its line, in order, with the best class and the next two', async t => {
  const parts = await testModels(t)
  const { version } = await runTrain(parts.models, { task: taskName })
  // More rows than one part, so that the order across parts is seen.
  const rows = plain(600, 9)
  const out = `${await parts.file(rows)}.out`
  const progress: number[] = []
  const result = await runPredict(parts, {
    task: taskName,
    file: out.slice(0, -4),
    out,
    onProgress: done => progress.push(done),
  })
  assert.deepEqual(
    { version: result.version, exitCode: result.exitCode, rows: result.report.rows },
    { version: version.id, exitCode: 0, rows: 2400 },
  )
  const lines = await linesOf(out)
  assert.deepEqual(
    lines.map(line => line.id),
    rows.map(row => row.id),
  )
  for (const line of lines) {
    assert.deepEqual(Object.keys(line), ['id', 'label', 'confidence', 'abstained', 'alternatives'])
    assert.equal(line.alternatives.length, 2)
    assert.ok(line.confidence >= line.alternatives[0]!.confidence)
    assert.equal(new Set([line.label, ...line.alternatives.map(one => one.label)]).size, 3)
  }
  assert.ok(lines.filter((line, place) => line.label === rows[place]!.label).length > 2300)
  assert.equal(lines.filter(line => line.abstained).length, result.abstained)
  assert.equal(progress.at(-1), 2400)
  const left = (await readdir(dirname(out))).filter(name => name.startsWith(basename(out)))
  assert.deepEqual(left, [basename(out)], 'no half-written file beside it')
})

test('what is said of a row does not depend on the rows around it', async t => {
  const parts = await testModels(t)
  await runTrain(parts.models, { task: taskName })
  const rows = plain(20, 11)
  const many = await parts.file(rows)
  const one = await parts.file([rows[33]])
  await runPredict(parts, { task: taskName, file: many, out: `${many}.out` })
  await runPredict(parts, { task: taskName, file: one, out: `${one}.out` })
  assert.deepEqual((await linesOf(`${one}.out`))[0], (await linesOf(`${many}.out`))[33])
})

test('bad rows: empty ones abstain, those that hold no row are named, and the exit code tells', async t => {
  const parts = await testModels(t)
  await runTrain(parts.models, { task: taskName })
  const path = await parts.file([
    { id: 1, text: '路灯不亮，请处理' },
    'not json',
    { id: 2, text: '' },
    { id: 3 },
    { id: 4, text: '路'.repeat(1_048_576) },
    { id: 5, text: '\u0000<script>alert(1)</script>😀\ud800' },
    '[]',
  ])
  const result = await runPredict(parts, { task: taskName, file: path, out: `${path}.out` })
  assert.equal(result.exitCode, 3)
  assert.deepEqual(result.report.rejections, [
    { line: 2, fault: 'not-json' },
    { line: 7, fault: 'not-an-object' },
  ])
  assert.deepEqual(result.report.notices, [
    { line: 3, notice: 'no-text' },
    { line: 4, notice: 'no-text' },
    { line: 5, notice: 'text-cut' },
  ])
  const lines = await linesOf(`${path}.out`)
  assert.deepEqual(
    lines.map(line => line.id),
    [1, 2, 3, 4, 5],
  )
  assert.deepEqual(
    lines.filter(line => line.id === 2 || line.id === 3).map(line => [line.abstained, line.label.length > 0]),
    [
      [true, true],
      [true, true],
    ],
  )
})

test('a model of two classes has one alternative', async t => {
  const parts = await testModels(t)
  parts.teach(taskRows(40, 1).filter(row => row.label === 'roads' || row.label === 'wages'))
  await runTrain(parts.models, { task: taskName })
  const path = await parts.file(plain(2, 3))
  await runPredict(parts, { task: taskName, file: path, out: `${path}.out` })
  assert.ok((await linesOf(`${path}.out`)).every(line => line.alternatives.length === 1))
})

test('evaluation uses the version trained last, a trial too, or the one that is named', async t => {
  const parts = await testModels(t)
  const first = await runTrain(parts.models, { task: taskName })
  const other = plain(20, 4).map(row => ({ ...row, label: `x-${row.label}` }))
  const trial = await runTrain(parts.models, { task: taskName, file: await parts.file(other) })
  const rows = await parts.file([...plain(20, 8), { id: 'none', text: '没有标签' }])
  const newest = await runEvaluate(parts, { task: taskName, file: rows })
  assert.equal(newest.version, trial.version.id)
  assert.equal(newest.figures.accuracy, 0, 'its labels are others')
  const named = await runEvaluate(parts, { task: taskName, file: rows, model: first.version.id })
  assert.equal(named.figures.rows, 80)
  assert.ok(named.figures.accuracy > 0.9)
  assert.ok(named.answered.coverage > 0 && named.answered.accuracy > 0.9)
  assert.equal(named.exitCode, 3)
  assert.deepEqual(named.report.rejections, [{ line: 81, fault: 'no-label' }])
})

test('a missing file, an unknown version and a task without a model are said to be that', async t => {
  const parts = await testModels(t)
  const order = { task: taskName, file: '/nowhere/rows.jsonl', out: await parts.file([]) }
  await assert.rejects(runPredict(parts, order), error => isCode(error, 'models.not-trained'))
  await runTrain(parts.models, { task: taskName })
  await assert.rejects(runPredict(parts, order), { code: 'ENOENT' })
  await assert.rejects(runEvaluate(parts, { ...order, model: '0123456789abcdef' }), error =>
    isCode(error, 'models.unknown-version'),
  )
})
