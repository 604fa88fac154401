import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  entryText,
  incomingEntry,
  longestEntry,
  madeHere,
  oneEntry,
  passedOn,
  readEntry,
} from './entry.rules.ts'

const ours = madeHere({ producer: '11310000MB2F30123X', produceId: 'decision-1' })
const foreign = {
  Label: '1',
  ContentProducer: '001191110102MAD55U9H0F10002',
  ProduceID: 'p-7',
  ReservedCode1: 'signed',
  ContentPropagator: 'platform',
  PropagateID: 'x-1',
  ReservedCode2: 'theirs',
}

test('what is made here has seven fields, and is its own propagator', () => {
  assert.deepEqual(Object.keys(JSON.parse(entryText(ours))), [
    'Label',
    'ContentProducer',
    'ProduceID',
    'ReservedCode1',
    'ContentPropagator',
    'PropagateID',
    'ReservedCode2',
  ])
  assert.equal(ours.Label, '1')
  assert.equal(ours.PropagateID, 'decision-1')
  assert.equal(madeHere({ producer: 'p', produceId: 'a', propagateId: 'b' }).PropagateID, 'b')
  assert.deepEqual(readEntry(entryText(ours)), { entry: ours, problems: [] })
})

test('a foreign producer stays, with us as propagator and without the security code of who passed it on before', () => {
  const kept = oneEntry(foreign, ours)
  assert.equal(kept.ContentProducer, foreign.ContentProducer)
  assert.equal(kept.ProduceID, 'p-7')
  assert.equal(kept.ReservedCode1, 'signed')
  assert.equal(kept.ContentPropagator, ours.ContentPropagator)
  assert.equal(kept.PropagateID, 'decision-1')
  assert.equal(kept.ReservedCode2, '')
  assert.deepEqual(oneEntry(kept, ours), kept)
  assert.deepEqual(oneEntry(null, ours), ours)
  assert.deepEqual(oneEntry({ ...ours, PropagateID: 'elsewhere' }, ours), ours)
  // The same producer's other content is other content.
  assert.equal(oneEntry({ ...ours, ProduceID: 'decision-0' }, ours).ProduceID, 'decision-0')
  assert.equal(
    oneEntry({ ...foreign, ProduceID: 'decision-1' }, ours).ContentProducer,
    foreign.ContentProducer,
  )
})

test('what came from outside goes on under its entry, or under ours where only traces speak', () => {
  const by = { propagator: 'city', propagateId: 'up-1' }
  assert.deepEqual(incomingEntry({ says: 'sure', entry: foreign }, by), passedOn(foreign, by))
  assert.equal(incomingEntry({ says: 'none', entry: null }, by), null)
  const suspected = incomingEntry({ says: 'suspected', entry: null }, by)!
  assert.deepEqual(
    [suspected.Label, suspected.ContentProducer, suspected.ContentPropagator, suspected.PropagateID],
    ['3', '', 'city', 'up-1'],
  )
  assert.equal(incomingEntry({ says: 'may-be', entry: null }, by)?.Label, '2')
  // Whoever only passes something on does not know who made it: that is a whole label.
  assert.deepEqual(readEntry(entryText(suspected)), { entry: suspected, problems: [] })
})

test('an entry is read as the guides and the field write it', () => {
  assert.deepEqual(readEntry(`{"AIGC":${entryText(foreign)}}`).entry, foreign)
  const short = readEntry('{"Label":"1","ContentProducer":"doubao","ProduceID":"7"}')
  assert.equal(short.entry?.ContentProducer, 'doubao')
  assert.deepEqual(short.problems, [
    'missing:ReservedCode1',
    'missing:ContentPropagator',
    'missing:PropagateID',
    'missing:ReservedCode2',
  ])
  const number = readEntry(JSON.stringify({ ...ours, Label: 2 }))
  assert.equal(number.entry?.Label, '2')
  assert.deepEqual(number.problems, ['not-text:Label'])
})

test('what is wrong with an entry is named', () => {
  const said = (change: Record<string, unknown>) => readEntry(JSON.stringify({ ...ours, ...change }))
  assert.deepEqual(said({ ContentProducer: '青岚市' }).problems, ['characters:ContentProducer'])
  assert.deepEqual(said({ ContentProducer: 'a b' }).problems, ['characters:ContentProducer'])
  assert.deepEqual(said({ Label: '4' }), { entry: null, problems: ['label-value'] })
  assert.deepEqual(said({ Label: 'AIGC' }).entry, null)
  assert.deepEqual(said({ Label: '' }).problems, ['empty:Label'])
  assert.deepEqual(said({ Extra: '1' }).problems, ['unknown-field'])
  assert.deepEqual(said({ Label: true }).problems, ['not-text:Label', 'empty:Label'])
  const nobody = said({ ContentProducer: '', ContentPropagator: '' })
  assert.deepEqual(nobody, { entry: null, problems: ['empty:ContentProducer'] })
  for (const [text, problem] of [
    ['', 'not-json'],
    ['{', 'not-json'],
    ['[]', 'not-object'],
    ['"1"', 'not-object'],
    ['null', 'not-object'],
    [`"${'x'.repeat(longestEntry)}"`, 'too-long'],
  ] as const)
    assert.deepEqual(readEntry(text), { entry: null, problems: [problem] })
  assert.equal(readEntry('{"__proto__":{"Label":"1"}}').entry, null)
  assert.equal(readEntry('{"AIGC":[1]}').entry, null)
})
