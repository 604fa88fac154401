import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findLandline } from './landline.rules.ts'
import { readChain } from './read-chain.rules.ts'

/** The landline that begins with the first digits of a text, as the chain of its groups is read. */
function landlineIn(text: string): string[] {
  const { groups } = readChain(text, text.search(/\d/))
  for (let to = groups.length; to > 0; to--) {
    const taken = groups.slice(0, to)
    const value = taken.map(group => group.value).join('')
    const part = { groups: taken, value, start: taken[0]!.start, end: taken.at(-1)!.end }
    const found = findLandline(text, part, { before: undefined, behind: groups[to] })
    if (found) return [`landline:${text.slice(found.spot.start, found.spot.end)}`]
  }
  return []
}

test('landlines as people write them, with their extension', () => {
  for (const text of [
    '010-88886666',
    '010 8888 6666',
    '01088886666',
    '(010)88886666',
    '（0571）8888666',
    '0571-88886666-801',
    '0571-88886666转801',
    '010-88886666 ext.12',
    '+86-10-88886666',
    '+86 10 8888 6666',
    '86-0571-88886666',
  ])
    assert.deepEqual(landlineIn(`请打${text}，`), [`landline:${text}`])
})

test('a local number counts behind the word for it alone', () => {
  assert.deepEqual(landlineIn('座机：88886666，'), ['landline:88886666'])
  assert.deepEqual(landlineIn('电话是8888-6666，'), ['landline:8888-6666'])
  for (const quiet of [
    '共88886666，',
    '电话费88886666',
    '电话：20',
    '电话 12345678',
    '座机坏了，表底88886666',
  ])
    assert.deepEqual(landlineIn(quiet), [], quiet)
})

test('dates, readings and codes of other places are none', () => {
  for (const quiet of [
    '0199-88886666',
    '表号01088886666',
    '订单0571-88886666',
    '6222 0571 8888 6667',
    '010.88886666',
    '0571-8888-6666-1234567',
    '0108-8886666',
  ])
    assert.deepEqual(landlineIn(quiet), [], quiet)
})

test('a group before the number keeps it from being one', () => {
  const text = '12-010-88886666'
  const groups = readChain(text, 0).groups
  const part = { groups: groups.slice(1), value: '01088886666', start: 3, end: text.length }
  assert.equal(findLandline(text, part, { before: groups[0], behind: undefined }), undefined)
  assert.ok(findLandline(text, part, { before: undefined, behind: undefined }))
})
