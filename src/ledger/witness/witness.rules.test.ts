import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { test } from 'node:test'
import { consistencyRanges, foldParts, nodeHash, wholeParts } from '../merkle/merkle.rules.ts'
import { headText, keyIdOf, noteText, signAsLog, type Verifier } from '../note/note.rules.ts'
import { addCheckpointText, judgeRequest, readAddCheckpoint } from './witness.rules.ts'

const origin = 'city.example/ledger'
const { publicKey, privateKey } = generateKeyPairSync('ed25519')
const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(12)
const keyId = keyIdOf(origin, 'log', raw)
const log: Verifier = { name: origin, keyId, kind: 'log', publicKey: raw }

const leaf = (n: number) => Buffer.alloc(32, n + 1)
const whole = (begin: number, end: number): Buffer =>
  end - begin === 1 ? leaf(begin) : nodeHash(whole(begin, (begin + end) / 2), whole((begin + end) / 2, end))
const hashOf = (begin: number, end: number) =>
  foldParts(wholeParts({ begin, end }).map(part => whole(part.begin, part.end)))
const head = (size: number) => ({ origin, size, root: hashOf(0, size) })
const signed = (size: number) => {
  const text = headText(head(size))
  return noteText({ text, signatures: [signAsLog(text, { name: origin, keyId, privateKey })] })
}
const growth = (older: number, newer: number) =>
  consistencyRanges(older, newer).map(({ begin, end }) => hashOf(begin, end))

const judge = (body: string, known?: number) =>
  judgeRequest(body, [log], () => (known === undefined ? undefined : head(known)))

test('a request is read as it was written', () => {
  const read = readAddCheckpoint(addCheckpointText(3, growth(3, 7), signed(7)))!
  assert.equal(read.oldSize, 3)
  assert.deepEqual(read.proof, growth(3, 7))
  assert.deepEqual(read.head, head(7))
  assert.equal(addCheckpointText(0, [], 'note\n'), 'old 0\n\nnote\n')
})

test('what is no request is none', () => {
  const good = addCheckpointText(3, growth(3, 7), signed(7))
  for (const bad of [
    '',
    good.replace('old 3', 'old 03'),
    good.replace('old 3', 'old -3'),
    good.replace('old 3', 'old'),
    good.replace('old 3\n', 'old 3\nAAAA\n'),
    good.replace('old 3\n', `old 3\n${`${leaf(1).toString('base64')}\n`.repeat(64)}`),
    'old 3\n\nnot a note\n',
  ])
    assert.equal(readAddCheckpoint(bad), null, bad.slice(0, 40))
})

test('the first head of a log is taken; later ones only with a proof that it grew', () => {
  assert.equal(judge(addCheckpointText(0, [], signed(7))).status, 200)
  assert.equal(judge(addCheckpointText(0, [leaf(1)], signed(7))).status, 422)
  assert.equal(judge(addCheckpointText(3, growth(3, 7), signed(7)), 3).status, 200)
  assert.equal(judge(addCheckpointText(3, [], signed(7)), 3).status, 422)
  assert.equal(judge(addCheckpointText(7, [], signed(7)), 7).status, 200)
  assert.equal(judge(addCheckpointText(7, [], signed(3)), 7).status, 400, 'it shrank')
})

test('who begins elsewhere than the witness left off is told where that was', () => {
  assert.deepEqual(judge(addCheckpointText(2, growth(2, 7), signed(7)), 3), { status: 409, size: 3 })
  assert.deepEqual(judge(addCheckpointText(2, growth(2, 7), signed(7))), { status: 409, size: 0 })
})

test('an unknown log, or a head that its key did not sign', () => {
  const body = addCheckpointText(0, [], signed(7))
  assert.equal(judgeRequest(body, [], () => undefined).status, 404)
  const other = { ...log, publicKey: Buffer.alloc(32, 9) }
  assert.equal(judgeRequest(body, [other], () => undefined).status, 403)
})
