import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  chooseThresholds,
  leftOut,
  manner,
  trainingRows,
  trains,
  turns,
  weightsOfTurns,
} from '../scripts/attack-folds.ts'
import { type AttackRow, gatherAttackRows, numberOf } from '../scripts/attack-rows.ts'
import { encodeAttackModel } from '../src/kernel/attack/attack-model.rules.ts'
import { trainLogistic } from '../src/kernel/attack/logistic.rules.ts'

// The figures of `npm run bench -- attack` are worth what the leaving-out is worth.
const own = gatherAttackRows('/a/folder/that/is/not/there')
const templates: AttackRow[] = Array.from({ length: 10 }, (_, family) =>
  ['怎样做第一件事', '怎样做第二件事', '怎样做第三件事', '怎样做第四件事'].map((question, at) => ({
    text: `第${family}种说法，请回答${question}`,
    attack: true,
    family: `zh-data-${family}`,
    kind: 'attack' as const,
    part: at,
    weight: 1,
  })),
).flat()
const rows = [...own, ...templates]

test('without the data there are the sentences of the repository, attacks and honest ones in both languages', () => {
  const count = (of: (row: AttackRow) => boolean): number => own.filter(of).length
  assert.ok(count(row => row.kind === 'spoken') >= 300, 'role-play and instructions')
  assert.ok(count(row => row.family.startsWith('zh-own')) >= 300)
  assert.ok(count(row => row.family.startsWith('en-own')) >= 200)
  assert.equal(
    count(row => row.family.includes('-data-')),
    0,
  )
  assert.ok(new Set(own.filter(row => row.attack).map(row => row.family)).size >= 25)
  assert.equal(
    count(row => /\{(?:ask|task)\}/.test(row.text)),
    0,
    'every gap of a template is filled',
  )
  const honest = new Set(own.filter(row => !row.attack).map(row => row.text))
  assert.equal(
    count(row => row.attack && honest.has(row.text)),
    0,
    'no text is both',
  )
})

test('nothing of a family that is judged trains, nor a question that is judged, nor a part of the honest texts', () => {
  for (const turn of turns) {
    const judged = rows.filter(row => leftOut(row, turn))
    const trained = rows.filter(row => trains(row, turn))
    assert.ok(judged.length > 0 && trained.length > judged.length, String(turn))
    const families = new Set(judged.filter(row => row.attack).map(row => row.family))
    assert.ok(!trained.some(row => row.attack && families.has(row.family)))
    const parts = new Set(judged.filter(row => !row.attack).map(row => row.part))
    assert.ok(!trained.some(row => !row.attack && parts.has(row.part)))
    const questions = (of: AttackRow[]): Set<number> =>
      new Set(of.filter(row => row.family.startsWith('zh-data')).map(row => row.part))
    assert.deepEqual(questions(judged).intersection(questions(trained)), new Set())
    assert.equal(questions(judged).size + questions(trained).size, 4)
  }
})

test('every row but half of the questions is judged once', () => {
  const times = (row: AttackRow): number => turns.filter(turn => leftOut(row, turn)).length
  assert.ok(own.every(row => times(row) === 1))
  assert.deepEqual(
    templates.map(times),
    templates.map(row => (row.part % 2 === Number(row.family.at(-1)) % 2 ? 1 : 0)),
  )
})

test('the same rows train to the same bytes, and the thresholds lie above nearly all honest texts left out', () => {
  const few = trainingRows(own.filter((_, at) => at % 4 === 0))
  const weights = weightsOfTurns(few)
  const thresholds = chooseThresholds(few, weights)
  const bytes = (): Uint8Array => encodeAttackModel({ weights: trainLogistic(few, manner), thresholds })
  assert.deepEqual(bytes(), bytes())
  assert.deepEqual(weightsOfTurns(few), weights)
  const spoken = few.filter(one => one.row.kind === 'spoken')
  const above = spoken.filter(one => {
    const turn = turns.find(each => leftOut(one.row, each))!
    const sum = one.features.indices.reduce(
      (total, place, at) => total + weights[turn]![place]! * one.features.values[at]!,
      0,
    )
    return sum > thresholds[one.features.language] + 1e-3
  })
  assert.ok(above.length / spoken.length <= 0.03, `${above.length} of ${spoken.length}`)
  assert.ok(thresholds.zh > -6 && thresholds.en > -6)
})

test('texts have stable numbers', () => {
  assert.equal(numberOf('路灯'), numberOf('路灯'))
  assert.notEqual(numberOf('路灯'), numberOf('灯路'))
  assert.equal(new Set(turns.map(turn => numberOf(`family ${turn}x`) % 10)).size > 3, true)
})
