import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bound, changed, mostFor, nextOf, sortFiles, type Upload, underWay } from './uploads.rules.ts'

const limits = { picture: 10, media: 30, document: 20 }

test('a file is measured by the limit of its kind; without known limits all are sent', () => {
  assert.deepEqual(
    ['image/png', 'video/mp4', 'audio/mpeg', 'application/pdf', ''].map(type => mostFor(type, limits)),
    [10, 30, 30, 20, 20],
  )
  const files = [
    { name: 'a', size: 10, type: 'image/png' },
    { name: 'b', size: 11, type: 'image/png' },
    { name: 'c', size: 21, type: 'video/mp4' },
  ]
  const { fit, tooLarge } = sortFiles(files, limits)
  assert.deepEqual([fit.map(one => one.name), tooLarge.map(one => one.name)], [['a', 'c'], ['b']])
  assert.equal(sortFiles(files, undefined).fit.length, 3)
})

const upload = (uploadId: string, state: Upload['state'], path: string | null = null): Upload => ({
  uploadId,
  file: {} as File,
  path,
  state,
  share: 0,
  error: null,
})

test('one upload changes, the others stay; those not there yet are counted', () => {
  const all = [upload('a', 'waiting'), upload('b', 'sending'), upload('c', 'done'), upload('d', 'failed')]
  const after = changed(all, 'b', { share: 0.5 })
  assert.deepEqual(
    after.map(one => one.share),
    [0, 0.5, 0, 0],
  )
  assert.equal(underWay(all), 2)
})

test('one file is sent at a time, and only where it has somewhere to go', () => {
  const [here, there] = [upload('a', 'waiting'), upload('b', 'waiting', '/b')]
  assert.equal(nextOf([upload('c', 'done', '/c'), here, there]), there)
  assert.equal(nextOf([upload('c', 'sending', '/c'), there]), undefined)
  assert.equal(nextOf([here, upload('d', 'failed', '/d')]), undefined)
})

test('kinds as browsers tell them: by the word before the slash, what says nothing is a document', () => {
  const golden: [string, number][] = [
    ['image/heic', 10],
    ['image/svg+xml', 10],
    ['video/quicktime', 30],
    ['audio/x-m4a', 30],
    ['application/mp4', 20],
    ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 20],
    ['text/plain', 20],
    ['images/png', 20],
    ['x-audio/y', 20],
    ['Image/png', 20],
  ]
  for (const [type, most] of golden) assert.equal(mostFor(type, limits), most, type)
})

test('chosen files keep their order; the empty one is sent too, so that the server says what is wrong with it', () => {
  const files = [30, 0, 31, 30, 99].map((size, at) => ({ name: `${at}`, size, type: 'video/mp4' }))
  const { fit, tooLarge } = sortFiles(files, limits)
  assert.deepEqual([fit.map(one => one.name).join(''), tooLarge.map(one => one.name).join('')], ['013', '24'])
  assert.deepEqual(sortFiles([], limits), { fit: [], tooLarge: [] })
})

test('what happens to one upload, from the choice to the end: no other is touched and none is forgotten', () => {
  const first = [upload('a', 'waiting', '/x'), upload('b', 'waiting', '/x')]
  const sending = changed(first, 'a', { state: 'sending', share: 0 })
  assert.equal(nextOf(sending), undefined, 'the second waits for the first')
  const failed = changed(sending, 'a', { state: 'failed', error: new Error('gone') })
  assert.equal(nextOf(failed)?.uploadId, 'b', 'one that failed holds up none')
  const both = changed(failed, 'b', { state: 'done', share: 1 })
  assert.deepEqual([nextOf(both), underWay(both)], [undefined, 0])
  const again = changed(both, 'a', { state: 'waiting' })
  assert.equal(nextOf(again)?.uploadId, 'a', 'tried again with the same id, so it is the same file')
  assert.deepEqual(changed(again, 'nobody', { state: 'done' }), again)
  assert.equal(first[0]!.state, 'waiting', 'what was there before is not changed')
  assert.equal(changed(again, 'a', {})[1], again[1], 'an untouched line is not drawn anew')
})

test('a report that was given up takes its files with it; what is on its way to another goes on', () => {
  const all = [
    upload('a', 'sending', '/x'),
    upload('b', 'waiting'),
    upload('c', 'failed', '/x'),
    upload('d', 'waiting'),
  ]
  assert.deepEqual(
    bound(all).map(one => one.uploadId),
    ['a', 'c'],
  )
  assert.deepEqual(bound([]), [])
})
