import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isCode } from '#base/index.ts'
import type { BusinessCalendar } from './calendar.contract.ts'
import { findDepartment, resolveCoHosts, resolveHost } from './host.rules.ts'
import { parentsFirst, rowsOf } from './seed.rules.ts'
import { smallCity } from './small-city.fixture.ts'
import { buildSnapshot } from './snapshot.rules.ts'
import { childrenOf, pathTo, subtree, type TreeNode } from './tree.rules.ts'

/** A forest in a random order: each node hangs under an earlier one, or under nothing. */
const forest = fc
  .array(fc.tuple(fc.nat(), fc.boolean()), { minLength: 1, maxLength: 25 })
  .map(list =>
    list.map(
      ([above, root], place): TreeNode => ({
        id: `n${place}`,
        parentId: root || place === 0 ? null : `n${above % place}`,
      }),
    ),
  )
  .chain(nodes => fc.shuffledSubarray(nodes, { minLength: nodes.length }))
const seeded = { seed: 31, numRuns: 150 }

test('a node lies in a subtree exactly when the way up from it passes the top', () => {
  fc.assert(
    fc.property(forest, fc.nat(), (nodes, pick) => {
      const byId = new Map(nodes.map(node => [node.id, node]))
      const top = nodes[pick % nodes.length]!.id
      const below = new Set(subtree(childrenOf(nodes), byId, [top]))
      for (const node of nodes) {
        const way = pathTo(byId, node.id).map(one => one.id)
        assert.equal(below.has(node.id), way.includes(top), `${node.id} under ${top}`)
        assert.equal(way.at(-1), node.id)
        assert.equal(byId.get(way[0]!)?.parentId, null)
      }
    }),
    seeded,
  )
})

test('in whatever order a seed comes, parents are written first, each with the way down to it', () => {
  fc.assert(
    fc.property(forest, nodes => {
      const written: string[] = []
      for (const { node, ancestors } of parentsFirst(nodes)) {
        if (node.parentId !== null) assert.ok(written.includes(node.parentId), node.id)
        assert.equal(ancestors.at(-1) ?? null, node.parentId)
        written.push(node.id)
      }
      assert.deepEqual(written.toSorted(), nodes.map(node => node.id).toSorted())
    }),
    seeded,
  )
})

test('a loop or a lost parent is refused wherever it lies', () => {
  fc.assert(
    fc.property(forest, fc.nat(), fc.boolean(), (nodes, pick, lost) => {
      const at = nodes[pick % nodes.length]!
      const broken = nodes.map(node => (node === at ? { ...node, parentId: lost ? 'gone' : node.id } : node))
      assert.throws(
        () => parentsFirst(broken),
        error => isCode(error, 'city.invalid-seed'),
      )
      const byId = new Map(broken.map(node => [node.id, node]))
      assert.ok(pathTo(byId, at.id).length === 1, 'a way up ends there and does not turn for ever')
    }),
    seeded,
  )
})

const calendar: BusinessCalendar = {
  timeZone: 'UTC',
  weekdays: [],
  exceptions: new Map(),
  announced: new Set(),
}
const parts = { ...rowsOf(smallCity), version: '1.2026-06-03', calendar }
const renamed = (names: Record<string, string>) =>
  buildSnapshot({
    ...parts,
    departments: parts.departments.map(one => ({ ...one, name: names[one.id] ?? one.name })),
  })

test('of several departments that words may mean none is chosen; the exact name goes before abbreviations', () => {
  const city = renamed({ urban: '城市管理局', police: '城市管理局执法大队', government: '城管委' })
  const found: [string, string | null][] = [
    ['城市管理局', 'urban'],
    ['城管委', 'government'],
    ['城管局', null],
    ['城管执法', 'police'],
    ['执法大队', 'police'],
    ['城 市 管 理 局', 'urban'],
    ['城市管理局（）', 'urban'],
    ['URBAN', 'urban'],
    ['城市管理局第二大队', null],
    ['.*', null],
    ['%%%', null],
    ['[城市', null],
  ]
  for (const [words, id] of found) assert.equal(findDepartment(city, words)?.id ?? null, id, words)
  const twins = renamed({ urban: '水务局', police: '水务局' })
  assert.equal(findDepartment(twins, '水务局'), null, 'two of one name')
})

test('two governments of one district: a person decides, for hosts and co-hosts', () => {
  const second = { ...parts.departments.find(one => one.id === 'district-aa')!, id: 'district-aa-2' }
  const city = buildSnapshot({ ...parts, departments: [...parts.departments, second] })
  const [lamp, neighbour] = parts.duties
  assert.equal(resolveHost(city, neighbour!, 'aaa'), null)
  assert.equal(resolveHost(city, neighbour!, 'ab')?.id, 'district-ab')
  const coHosts = (place: string) => resolveCoHosts(city, lamp!, place).map(one => one.id)
  assert.deepEqual([coHosts('aaa'), coHosts('ab')], [['police'], ['police', 'district-ab']])
})
