import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gapsOf, groupsOf, type JudgedCase, leastGroup, median, pValue, wilson } from './fairness.rules.ts'

const nothing: JudgedCase = {
  abstained: null,
  adopted: null,
  resolved: null,
  satisfied: null,
  inTime: null,
  hours: null,
}
const cases = (key: string, count: number, of: (place: number) => Partial<JudgedCase>) =>
  Array.from({ length: count }, (_, place) => ({ key, judged: { ...nothing, ...of(place) } }))
/** The first `yes` of `count` were adopted. */
const adopted = (key: string, yes: number, count: number) =>
  cases(key, count, place => ({ adopted: place < yes }))
const gapOf = (given: ReturnType<typeof cases>, name = 'adopted') =>
  gapsOf(groupsOf(given)).find(one => one.name === name)
const near = (value: number | null | undefined, expected: number, within = 1e-4) =>
  assert.ok(
    value !== null && value !== undefined && Math.abs(value - expected) < within,
    `${value} is not ${expected}`,
  )

test('the interval of a share is that of Wilson (1927)', () => {
  // Newcombe 1998, table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
  for (const [yes, of, low, high] of [
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ] as const) {
    const found = wilson(yes, of)
    near(found.low, low)
    near(found.high, high)
  }
})

test('the probability beyond a bound is that of the normal distribution', () => {
  near(pValue(0), 1, 1e-6)
  near(pValue(1.959964), 0.05, 1e-6)
  near(pValue(2.575829), 0.01, 1e-6)
  near(pValue(3.290527), 0.001, 1e-6)
})

test('the median', () => {
  assert.equal(median([]), null)
  assert.equal(median([3, 1, 2]), 2)
  assert.equal(median([4, 1, 2, 3]), 2.5)
})

test('groups with their shares, the largest first; what cannot be said of a case counts nowhere', () => {
  const groups = groupsOf([
    ...cases('a', 12, place => ({ adopted: place < 3, hours: place })),
    ...cases('b', 20, place => ({ adopted: place < 10 ? true : null, satisfied: place < 5 ? false : null })),
  ])
  assert.deepEqual(
    groups.map(one => [one.key, one.count]),
    [
      ['b', 20],
      ['a', 12],
    ],
  )
  const share = (group: number, name: string) => groups[group]!.shares.find(one => one.name === name)!
  assert.equal(share(1, 'adopted').value, 0.25)
  assert.equal(share(1, 'overridden').value, 0.75)
  assert.equal(share(0, 'adopted').of, 10)
  assert.equal(share(0, 'overridden').of, 10)
  assert.equal(share(0, 'satisfied').value, null, 'five ratings could be told one by one')
  assert.equal(share(0, 'satisfied').of, 5)
  assert.equal(groups[1]!.hours, 5.5)
  assert.equal(groups[0]!.hours, null)
  const few = groupsOf(cases('c', 12, place => ({ hours: place < 9 ? 1 : null })))
  assert.equal(few[0]!.hours, null, 'nine times could be told one by one')
})

test('small groups are given together, and with the next larger while even together they are small', () => {
  const of = (sizes: Record<string, number>) =>
    groupsOf(Object.entries(sizes).flatMap(([key, size]) => cases(key, size, () => ({})))).map(one => [
      one.key,
      one.count,
    ])
  assert.deepEqual(of({ a: 30, b: 6, c: 5 }), [
    ['a', 30],
    ['other', 11],
  ])
  assert.deepEqual(
    of({ a: 30, b: 15, c: 2 }),
    [
      ['a', 30],
      ['other', 17],
    ],
    'two cases would be told by what is missing',
  )
  assert.deepEqual(of({ a: leastGroup }), [['a', leastGroup]])
  assert.deepEqual(of({ a: leastGroup - 1 }), [])
  assert.deepEqual(of({}), [])
})

test('difference and ratio as fairlearn defines them: of the largest and the smallest share', () => {
  const gap = gapOf([...adopted('a', 45, 50), ...adopted('b', 40, 50), ...adopted('c', 30, 50)])
  near(gap?.difference, 0.3)
  near(gap?.ratio, 2 / 3)
  assert.deepEqual([gap?.highest, gap?.lowest, gap?.alarm], ['a', 'c', true])
})

test('no alarm for chance, for few, for small differences, for one group; a ratio below four fifths is one', () => {
  assert.equal(gapOf([...adopted('a', 33, 40), ...adopted('b', 28, 40)])?.alarm, false, 'chance')
  assert.equal(gapOf([...adopted('a', 20, 20), ...adopted('b', 8, 20)])?.alarm, false, 'few')
  assert.equal(gapOf([...adopted('a', 950, 1000), ...adopted('b', 900, 1000)])?.alarm, false, 'small')
  assert.equal(gapOf([...adopted('a', 90, 1000), ...adopted('b', 30, 1000)])?.alarm, true, 'ratio')
  assert.equal(gapOf(adopted('a', 3, 40)), undefined)
  assert.equal(gapOf([...adopted('a', 40, 40), ...adopted('b', 40, 40)])?.alarm, false, 'alike')
})

test('among many groups one of them is apart by chance: the more there are, the more is asked', () => {
  // p of the two alone is 0.034: an alarm of two groups, none of six.
  const two = [...adopted('a', 45, 50), ...adopted('b', 37, 50)]
  assert.equal(gapOf(two)?.alarm, true)
  const rest = ['c', 'd', 'e', 'f'].flatMap(key => adopted(key, 41, 50))
  assert.equal(gapOf([...two, ...rest])?.alarm, false)
})

test('a share of nothing has no ratio', () => {
  const gap = gapOf([...adopted('a', 0, 40), ...adopted('b', 0, 40)])
  assert.deepEqual([gap?.difference, gap?.ratio], [0, null])
})
