import assert from 'node:assert/strict'
import { test } from 'node:test'
import { placeOfPhoto } from './photo-place.rules.ts'

const camera = {
  GPSLatitude: [36, 39, 36],
  GPSLatitudeRef: 'N',
  GPSLongitude: [117, 7, 12],
  GPSLongitudeRef: 'E',
}

test('degrees, minutes and seconds become a point', () => {
  assert.deepEqual(placeOfPhoto(camera), { longitude: 117.12, latitude: 36.66 })
  assert.deepEqual(placeOfPhoto({ ...camera, GPSLatitudeRef: 's', GPSLongitudeRef: 'West' }), {
    longitude: -117.12,
    latitude: -36.66,
  })
})

test('what is no place is none', () => {
  const none = [
    {},
    { ...camera, GPSLatitude: undefined },
    { ...camera, GPSLongitudeRef: undefined },
    { ...camera, GPSLatitude: [36, 39] },
    { ...camera, GPSLatitude: 'x' },
    { ...camera, GPSLatitude: [91, 0, 0] },
    { ...camera, GPSLongitude: [180, 0, 1] },
    { ...camera, GPSLatitude: [Number.NaN, 0, 0] },
    { ...camera, GPSLatitude: [0, 0, 0], GPSLongitude: [0, 0, 0] },
  ]
  for (const one of none) assert.equal(placeOfPhoto(one), null, JSON.stringify(one))
  assert.deepEqual(placeOfPhoto({ ...camera, GPSLatitude: [0, 0, 0] })?.latitude, 0)
  assert.deepEqual(placeOfPhoto({ ...camera, GPSLongitude: [0, 0, 0] })?.longitude, 0)
})

test('broken places of real cameras: what is out of its range is none, what is only oddly written is one', () => {
  const golden: [string, unknown, unknown, number | null][] = [
    ['decimal minutes', [36, 39.6, 0], 'N', 36.66],
    ['rounded up to sixty', [36, 39, 60], 'N', 36.666667],
    ['minutes rounded up', [36, 60, 0], 'N', 37],
    ['degrees alone', [36.66, 0, 0], 'N', 36.66],
    ['texts of numbers', ['36', '39', '36'], 'N', 36.66],
    ['the pole', [90, 0, 0], 'N', 90],
    ['beyond the pole', [90, 0, 1], 'N', null],
    ['a sign and a letter', [-36, 39, 36], 'S', null],
    ['minutes below zero', [36, -39, 0], 'N', null],
    ['seconds below zero', [36, 39, -1], 'N', null],
    ['too many minutes', [36, 61, 0], 'N', null],
    ['too many seconds', [36, 39, 3600], 'N', null],
    ['a division by zero', [36, Number.POSITIVE_INFINITY, 0], 'N', null],
    ['zero by zero', [36, 39, Number.NaN], 'N', null],
    ['no list', 36.66, 'N', null],
    ['an empty list', [], 'N', null],
    ['objects', [{}, {}, {}], 'N', null],
    ['no letter', [36, 39, 36], 7, null],
    ['a letter of bytes', [36, 39, 36], Buffer.from('N'), null],
  ]
  for (const [name, parts, half, expected] of golden) {
    const found = placeOfPhoto({ ...camera, GPSLatitude: parts, GPSLatitudeRef: half })
    assert.equal(found?.latitude ?? null, expected, name)
  }
  // An unknown letter is read as the half that is not negative: better a place to correct than none.
  assert.equal(placeOfPhoto({ ...camera, GPSLatitudeRef: '' })?.latitude, 36.66)
})
