import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { testDatabase } from '../../test/test-database.ts'
import { type Actor, roles as allRoles } from './identity.contract.ts'
import { createPermissions } from './permissions.ts'
import { isAdministrator } from './person.rules.ts'
import { type CityPort, deskOf, inScope, type ScopedRow, scopeOf } from './scope.rules.ts'
import { applyScope, scopeCondition } from './scope.store.ts'

const size = 6
const ids = (letter: string) => Array.from({ length: size }, (_, i) => `${letter}${i}`)
const id = (letter: string) => fc.constantFrom(...ids(letter))
const idOrNone = (letter: string) => fc.option(id(letter), { nil: null, freq: 5 })

// A random tree: the parent of node i is a node before it, or none.
const parents = fc.tuple(...Array.from({ length: size }, (_, i) => fc.integer({ min: -1, max: i - 1 })))

function subtreeOf(letter: string, tree: number[]) {
  const isUnder = (node: number, top: number): boolean =>
    node >= 0 && (node === top || isUnder(tree[node]!, top))
  return (wanted: readonly string[]) =>
    ids(letter).filter((_, node) => wanted.some(one => isUnder(node, ids(letter).indexOf(one))))
}

const world = fc.record({
  departments: parents,
  regions: parents,
  person: fc.record({
    id: id('p'),
    roles: fc.uniqueArray(fc.constantFrom(...allRoles), { maxLength: 3 }),
    departmentId: idOrNone('d'),
    regionIds: fc.uniqueArray(id('r'), { maxLength: 3 }),
    level: fc.constantFrom('L1', 'L2', 'L3', 'L4'),
  }),
  rows: fc.array(
    fc.record({
      departmentId: idOrNone('d'),
      regionId: idOrNone('r'),
      reporterPersonId: idOrNone('p'),
      coDepartmentIds: fc.option(fc.uniqueArray(id('d'), { minLength: 1, maxLength: 3 }), {
        nil: null,
        freq: 3,
      }),
    }),
    { minLength: 12, maxLength: 25 },
  ),
})

test('policies, rules and SQL agree on who sees which row, in random worlds', async t => {
  const { database } = await testDatabase(t)
  const { permits, allowedActions } = createPermissions({ error: assert.fail })
  const seen = { yes: 0, no: 0 }
  await fc.assert(
    fc.asyncProperty(world, async ({ departments, regions, person, rows }) => {
      const city: CityPort = {
        departmentSubtree: subtreeOf('d', departments),
        regionSubtree: subtreeOf('r', regions),
      }
      const scope = scopeOf(person as never, city)
      const actor: Actor = {
        kind: 'person',
        id: person.id,
        account: person.id,
        name: person.id,
        roles: person.roles,
        departmentId: person.departmentId,
        scope,
        desk: deskOf(person as never, city),
      }
      const reads = allowedActions(actor).includes('cases:read')
      const byRules = rows.map(row => inScope(scope, row))
      const byPolicies = rows.map(row => permits(actor, 'cases:read', { kind: 'case', level: 'L1', ...row }))
      const bySql = await selectInScope(rows)
      assert.deepEqual(
        bySql.map(row => row.inside),
        byRules,
      )
      assert.deepEqual(
        bySql.map(row => row.outside),
        byRules.map(inside => !inside),
      )
      assert.deepEqual(
        byPolicies,
        byRules.map((inside, i) => inside && reads && mayReadBeyondOwn(actor, rows[i]!)),
      )
      const queried = await applyScope(
        database.selectFrom(rowsTable(rows).as('c')).select('c.ordinal'),
        scope,
        columns,
      ).execute()
      assert.deepEqual(
        queried.map(row => row.ordinal).toSorted((a, b) => a - b),
        byRules.flatMap((inside, i) => (inside ? [i] : [])),
      )
      // Nobody works on what they do not see.
      for (const [i, row] of rows.entries()) {
        const works = permits(actor, 'cases:handle', { kind: 'case', level: 'L1', ...row })
        assert.ok(!works || byRules[i], 'works outside the scope')
      }
      if (isAdministrator(person.roles) && person.roles.length === 1) assert.equal(reads, false)
      for (const decision of byPolicies) seen[decision ? 'yes' : 'no']++

      async function selectInScope(given: ScopedRow[]) {
        const condition = scopeCondition(scope, columns)
        const { rows: found } = await sql<{ inside: boolean; outside: boolean }>`
          select ${condition} as inside, not ${condition} as outside from ${rowsTable(given)} as c order by ordinal`.execute(
          database,
        )
        return found
      }
    }),
    { seed: 20260302, numRuns: 80 },
  )
  // A property that was only ever asked about refusals would prove little.
  assert.ok(seen.yes > 150 && seen.no > 150, JSON.stringify(seen))
})

const columns = {
  department: 'c.department',
  region: 'c.region',
  reporter: 'c.reporter',
  coDepartments: 'c.co_departments',
}

// A citizen's role alone reads own cases only; every other reading role reads the whole scope.
function mayReadBeyondOwn(actor: Actor, row: ScopedRow): boolean {
  return (
    row.reporterPersonId === actor.id || actor.roles.some(role => role !== 'citizen' && readers.has(role))
  )
}
const readers = new Set<string>([
  'seat',
  'dispatcher',
  'handler',
  'department-lead',
  'grid-member',
  'leader',
  'analyst',
])

function rowsTable(rows: ScopedRow[]) {
  const json = JSON.stringify(rows.map((row, ordinal) => ({ ordinal, ...row })))
  return sql<{ ordinal: number }>`(
    select (one ->> 'ordinal')::int as ordinal, one ->> 'departmentId' as department,
           one ->> 'regionId' as region, one ->> 'reporterPersonId' as reporter,
           case when jsonb_typeof(one -> 'coDepartmentIds') = 'array'
                then array(select jsonb_array_elements_text(one -> 'coDepartmentIds')) end as co_departments
      from jsonb_array_elements(${json}::jsonb) as one)`
}
