import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { latLngToCell } from 'h3-js'
import {
  type Candidate,
  cellsAround,
  type OwnReach,
  rankCandidates,
  reachFor,
  usualReach,
} from './likeness.rules.ts'

const radians = (degrees: number) => (degrees * Math.PI) / 180

/** The point so many metres from another in a direction. */
function pointAt(from: { latitude: number; longitude: number }, metres: number, bearing: number) {
  const angle = metres / 6_371_009
  const latitude = Math.asin(
    Math.sin(radians(from.latitude)) * Math.cos(angle) +
      Math.cos(radians(from.latitude)) * Math.sin(angle) * Math.cos(bearing),
  )
  const longitude =
    radians(from.longitude) +
    Math.atan2(
      Math.sin(bearing) * Math.sin(angle) * Math.cos(radians(from.latitude)),
      Math.cos(angle) - Math.sin(radians(from.latitude)) * Math.sin(latitude),
    )
  return { latitude: (latitude * 180) / Math.PI, longitude: (longitude * 180) / Math.PI }
}

test('no point within the distance lies outside of the cells, anywhere in China', () => {
  const anywhere = fc.record({
    latitude: fc.double({ min: 18, max: 53.5, noNaN: true }),
    longitude: fc.double({ min: 73.5, max: 135, noNaN: true }),
  })
  const turn = fc.double({ min: 0, max: 2 * Math.PI, noNaN: true })
  fc.assert(
    fc.property(anywhere, fc.constantFrom(10, 50, 150, 250, 600, 2000), turn, (from, metres, bearing) => {
      const cells = cellsAround(latLngToCell(from.latitude, from.longitude, 9), metres)
      const to = pointAt(from, metres, bearing)
      assert.ok(cells.includes(latLngToCell(to.latitude, to.longitude, 9)))
    }),
    { seed: 3, numRuns: 3000 },
  )
})

test('a small distance reads few cells', () => {
  const cell = latLngToCell(30, 113, 9)
  assert.equal(cellsAround(cell, 50).length, 7)
  assert.equal(cellsAround(cell, usualReach.metres).length, 19)
})

test('each part of the reach is that of the category itself, else of the nearest above it that has one, else the usual', () => {
  const settings = new Map<string, OwnReach>([
    ['light', { metres: 100, weeks: 4, closedDays: null }],
    ['light-street', { metres: 50, weeks: null, closedDays: 0 }],
    ['noise', { metres: null, weeks: null, closedDays: null }],
  ])
  const table: [string[], OwnReach][] = [
    [['light', 'light-street', 'light-street-broken'], { metres: 50, weeks: 4, closedDays: 0 }],
    [['light', 'light-park'], { metres: 100, weeks: 4, closedDays: usualReach.closedDays }],
    [['noise'], usualReach],
    [[], usualReach],
  ]
  for (const [path, expected] of table) assert.deepEqual(reachFor(path, settings), expected, path.join())
})

const at = new Date('2026-11-20T08:00:00Z')
const candidate = (text: string, more: Partial<Candidate> = {}): Candidate => ({
  text,
  metres: 40,
  reportedAt: at,
  sameCategory: false,
  ...more,
})
const lamp = '幸福里小区门口的路灯不亮三天了，晚上很黑。'

test('the same matter stands first with the words both have; another matter at the same place is left out', () => {
  const noise = candidate('楼上装修电钻太吵，孩子没法睡觉')
  const dark = candidate('幸福里门口路灯坏了，一到晚上就很黑')
  const parking = candidate('消防通道被私家车占用')
  const found = rankCandidates(lamp, [noise, dark, parking])
  assert.deepEqual(
    found.map(one => one.candidate),
    [dark],
  )
  assert.ok(found[0]!.words.includes('路灯'), found[0]!.words.join())
  assert.ok(found[0]!.words.length <= 3)
  assert.ok(found[0]!.likeness > 0.12 && found[0]!.likeness <= 1)
})

test('of one category it is shown whatever its words; where only the region is known, words have to tell', () => {
  const other = '消防通道被私家车占用，晚上进不去'
  assert.equal(rankCandidates(lamp, [candidate(other, { sameCategory: true })]).length, 1)
  assert.equal(rankCandidates(lamp, [candidate(other, { sameCategory: true, metres: null })]).length, 0)
  assert.equal(rankCandidates(lamp, [candidate(lamp, { metres: null })]).length, 1)
  // Alike enough for next door, not for somewhere in the district.
  const partly = '小区门口路灯昨天又坏了，物业说要等施工单位来修理更换灯泡'
  const [near] = rankCandidates(lamp, [candidate(partly)])
  assert.ok(near && near.likeness < 0.2, String(near?.likeness))
  assert.equal(rankCandidates(lamp, [candidate(partly, { metres: null })]).length, 0)
})

test('equally alike, the nearer stands first, then the newer; five at most', () => {
  const near = candidate(lamp, { metres: 10 })
  const older = candidate(lamp, { metres: 90, reportedAt: new Date('2026-11-01T08:00:00Z') })
  const newer = candidate(lamp, { metres: 90 })
  const found = rankCandidates(lamp, [older, newer, near])
  assert.deepEqual(
    found.map(one => one.candidate),
    [near, newer, older],
  )
  assert.equal(
    rankCandidates(
      lamp,
      Array.from({ length: 9 }, () => candidate(lamp)),
    ).length,
    5,
  )
})

test('a rare word weighs more than one that all have', () => {
  const all = Array.from({ length: 20 }, (_, place) => candidate(`小区门口的路边上${place}`))
  const rare = candidate('楼上霓虹坏')
  const found = rankCandidates('小区门口的路边上霓虹', [...all, rare])
  assert.equal(found[0]!.candidate, rare)
})

test('no text at all is like nothing', () => {
  assert.deepEqual(rankCandidates('', [candidate(lamp), candidate('')]), [])
  assert.deepEqual(rankCandidates('！！！', [candidate('？？')]), [])
})

test('words are joined where they follow each other, and shown once', () => {
  const [found] = rankCandidates('路灯不亮，路灯不亮', [candidate('路灯不亮')])
  assert.deepEqual(found!.words, ['路灯不亮'])
})
