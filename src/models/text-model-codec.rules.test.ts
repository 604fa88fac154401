import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { before, test } from 'node:test'
import fc from 'fast-check'
import { predictText, trainTextModel } from './text-classifier.ts'
import { TextModelError } from './text-model.errors.ts'
import type { TextModel } from './text-model.rules.ts'
import { decodeTextModel, encodeTextModel, versionOf } from './text-model-codec.rules.ts'
import { sampleRows } from './text-samples.fixture.ts'

let model: TextModel
let bytes: Uint8Array

before(() => {
  model = trainTextModel(sampleRows(20, 4))
  bytes = encodeTextModel(model)
})

function refusal(damaged: Uint8Array): string {
  try {
    decodeTextModel(damaged)
  } catch (error) {
    assert.ok(error instanceof TextModelError)
    return error.reason
  }
  return 'none'
}

test('a decoded model is the model: same bytes, version and answers', () => {
  const again = decodeTextModel(bytes)
  assert.deepEqual(encodeTextModel(again), bytes)
  assert.equal(again.version, model.version)
  assert.equal(again.version, versionOf(bytes))
  assert.match(again.version, /^[0-9a-f]{12}$/)
  assert.deepEqual(predictText(again, '路灯不亮了'), predictText(model, '路灯不亮了'))
  assert.deepEqual(again.header, model.header)
})

test('bytes that begin in the middle of a buffer are read as well', () => {
  const shifted = new Uint8Array(bytes.length + 3)
  shifted.set(bytes, 3)
  assert.equal(decodeTextModel(shifted.subarray(3)).version, model.version)
})

test('one changed bit anywhere is refused', () => {
  for (const at of [0, 8, 20, Math.floor(bytes.length / 2), bytes.length - 1]) {
    const damaged = Uint8Array.from(bytes)
    damaged[at]! ^= 4
    assert.equal(refusal(damaged), 'damaged_model', `byte ${at}`)
  }
})

test('short, cut, lengthened and foreign bytes are refused', () => {
  assert.equal(refusal(new Uint8Array(0)), 'damaged_model')
  assert.equal(refusal(bytes.subarray(0, bytes.length - 1)), 'damaged_model')
  assert.equal(refusal(Uint8Array.of(...bytes.subarray(0, 200), 0)), 'damaged_model')
  assert.equal(refusal(new TextEncoder().encode('x'.repeat(500))), 'damaged_model')
})

test('a later format is named as such', () => {
  const later = Uint8Array.from(bytes)
  later[4] = 2
  assert.equal(refusal(later), 'unsupported_version')
})

test('no word of a message is in the bytes, only labels', () => {
  const text = Buffer.from(bytes).toString('utf8')
  for (const word of ['路灯', '工资', '东湖', '医院']) assert.equal(text.includes(word), false, word)
  assert.ok(text.includes('hospitals'))
})

/** The same bytes with another body, and a checksum that is right for it. */
function signed(change: (body: Uint8Array) => Uint8Array): Uint8Array {
  const body = change(Uint8Array.from(bytes.subarray(0, bytes.length - 32)))
  return Uint8Array.of(...body, ...createHash('sha256').update(body).digest())
}

function withHeader(change: (header: Record<string, unknown>) => unknown): Uint8Array {
  return signed(body => {
    const length = new Uint32Array(body.buffer, 0, 3)[2]!
    const from = 12 + length + ((4 - (length % 4)) % 4)
    const json = new TextEncoder().encode(
      JSON.stringify(change(JSON.parse(new TextDecoder().decode(body.subarray(12, 12 + length))))),
    )
    const padding = (4 - (json.length % 4)) % 4
    const start = Uint8Array.from(body.subarray(0, 12))
    new Uint32Array(start.buffer)[2] = json.length
    return Uint8Array.of(...start, ...json, ...new Uint8Array(padding), ...body.subarray(from))
  })
}

test('any change of any byte is refused, wherever it falls', () => {
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, bits) => {
      const changed = Uint8Array.from(bytes)
      changed[at]! ^= bits
      assert.ok(['damaged_model', 'unsupported_version'].includes(refusal(changed)), `byte ${at}`)
    }),
    { numRuns: 400 },
  )
})

test('bytes changed and signed again are refused, or a model that predicts without a fault', () => {
  fc.assert(
    fc.property(fc.nat(bytes.length - 33), fc.integer({ min: 1, max: 255 }), (at, bits) => {
      const changed = signed(body => {
        body[at]! ^= bits
        return body
      })
      if (refusal(changed) === 'none')
        assert.equal(predictText(decodeTextModel(changed), '路灯不亮').ranked.length, 3)
    }),
    { numRuns: 400 },
  )
})

test('every cut and every addition is refused, signed or not', () => {
  for (const size of [1, 2, 4, 32, 100, bytes.length - 200]) {
    assert.equal(refusal(bytes.subarray(0, bytes.length - size)), 'damaged_model')
    assert.equal(
      refusal(signed(body => body.subarray(0, body.length - Math.min(size, body.length - 12)))),
      'damaged_model',
    )
    assert.equal(
      refusal(signed(body => Uint8Array.of(...body, ...new Uint8Array(size % 64)))),
      'damaged_model',
    )
  }
})

test('a header that is signed but senseless is refused before memory is taken for it', () => {
  const senseless: ((header: Record<string, unknown>) => unknown)[] = [
    () => null,
    () => [],
    header => ({ ...header, labels: 4 }),
    header => ({ ...header, labels: ['roads'] }),
    header => ({ ...header, labels: ['roads', null, 3, 'x'] }),
    header => ({ ...header, features: -1 }),
    header => ({ ...header, features: 1e15 }),
    header => ({ ...header, features: 2.5 }),
    header => ({ ...header, words: (header.features as number) + 1 }),
    header => ({ ...header, sharpness: 0 }),
    header => ({ ...header, sharpness: 'sharp' }),
    header => ({ ...header, threshold: null }),
  ]
  for (const [place, change] of senseless.entries())
    assert.equal(refusal(withHeader(change)), 'damaged_model', `header ${place}`)
  assert.equal(refusal(withHeader(header => header)), 'none')
})

test('a header length beyond the file is refused', () => {
  for (const length of [bytes.length, 0xffffffff]) {
    const long = signed(body => {
      new Uint32Array(body.buffer, 0, 3)[2] = length
      return body
    })
    assert.equal(refusal(long), 'damaged_model')
  }
})
