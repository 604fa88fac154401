import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  cycles,
  fileBreaches,
  foreignSchemas,
  importBreaches,
  importsOf,
  roomOf,
  sizes,
} from './house.rules.ts'

const file = (path: string, text: string) => ({ path, text })

test('imports are found in every form they are written', () => {
  const text = `import a from './a.ts'\nimport {\n  b,\n} from '#base/index.ts'\nexport { c } from "./c.ts"\nimport './d.ts'\nconst e = await import('./e.ts')\n// import x from './x.ts'`
  assert.deepEqual(importsOf(text).slice(0, 5), ['./a.ts', '#base/index.ts', './c.ts', './d.ts', './e.ts'])
})

test('rooms are told by path', () => {
  assert.equal(roomOf('src/main.ts'), 'join')
  assert.equal(roomOf('src/cases/report-case.ts'), 'cases')
  assert.equal(roomOf('src/cases/console/triage.page.tsx'), 'console')
  assert.equal(roomOf('src/scenarios/hotline/scenario.ts'), 'scenarios/hotline')
  assert.equal(roomOf('src/scenarios/index.ts'), 'scenarios')
})

const planted: [string, string, string][] = [
  ['a room imports downwards', 'src/base/x.ts', "import { a } from '#cases/index.ts'"],
  ['a room enters another past its door', 'src/cases/x.ts', "import { a } from '#kernel/infer.ts'"],
  ['a relative path does it too', 'src/cases/x.ts', "import { a } from '../kernel/infer.ts'"],
  ['a dynamic import does it too', 'src/cases/x.ts', "const a = await import('#kernel/infer.ts')"],
  ['a re-export does it too', 'src/cases/x.ts', "export { a } from '#kernel/infer.ts'"],
  ['the console imports a store', 'src/cases/console/x.page.tsx', "import { a } from '../case.store.ts'"],
  ['the console imports an index', 'console/kit/x.ts', "import { a } from '#cases/index.ts'"],
  ['a contract imports an index', 'src/cases/x.contract.ts', "import { a } from '#base/index.ts'"],
  [
    'a contract imports what is no contract beside it',
    'src/cases/x.contract.ts',
    "import { a } from './case.rules.ts'",
  ],
  ['a scenario imports a scenario', 'src/scenarios/a/x.ts', "import { a } from '#scenarios/b/index.ts'"],
  ['a room imports the join', 'src/operations/x.ts', "import { a } from '../main.ts'"],
  ['a room unknown to the stack', 'src/cases/x.ts', "import { a } from '#elsewhere/index.ts'"],
]
for (const [name, path, text] of planted) {
  test(`planted breach is found: ${name}`, () => {
    assert.equal(importBreaches([file(path, text)]).length, 1)
  })
}

test('what is allowed is not reported', () => {
  const allowed = [
    file(
      'src/cases/x.ts',
      "import { a } from '#kernel/index.ts'\nimport { b } from './y.ts'\nimport c from 'zod'",
    ),
    file('src/cases/x.contract.ts', "import { a } from '#base/level.contract.ts'\nimport { z } from 'zod'"),
    file(
      'src/cases/console/x.page.tsx',
      "import { a } from '#cases/case.contract.ts'\nimport { b } from '#console/kit/button.tsx'",
    ),
    file('src/main.ts', "import { a } from './cases/report-case.ts'"),
  ]
  assert.deepEqual(importBreaches(allowed), [])
})

test('planted cycles are found, and a tree has none', () => {
  const tree = [
    file('src/base/a.ts', "import './b.ts'"),
    file('src/base/b.ts', "import './c.ts'"),
    file('src/base/c.ts', ''),
  ]
  assert.deepEqual(cycles(tree), [])
  const ring = [...tree.slice(0, 2), file('src/base/c.ts', "import type { A } from './a.ts'")]
  assert.deepEqual(cycles(ring), [['src/base/a.ts', 'src/base/b.ts', 'src/base/c.ts']])
})

const inOneFile: [string, string, string][] = [
  ['SQL outside a store', 'src/cases/x.ts', 'const rows = await sql`select 1`.execute(db)'],
  [
    'typed SQL outside a store',
    'src/cases/x.ts',
    'const rows = await sql<{ a: number }>`select 1`.execute(db)',
  ],
  ['a query builder outside a store', 'src/cases/x.ts', "db.selectFrom('cases.event')"],
  ['the environment outside config', 'src/cases/x.ts', 'const port = process.env.PORT'],
  ['I/O in rules', 'src/cases/x.rules.ts', "import { readFileSync } from 'node:fs'"],
  ['a default export', 'src/cases/x.ts', 'export default function x() {}'],
  ['export star', 'src/cases/index.ts', "export * from './x.ts'"],
  ['an unfinished mark', 'src/cases/x.ts', '// TODO later'],
  ['a model library elsewhere', 'src/cases/x.ts', "import { generateText } from 'ai'"],
  ['a barrel', 'src/cases/all.ts', "export { a } from './a.ts'"],
]
for (const [name, path, text] of inOneFile) {
  test(`planted breach is found in one file: ${name}`, () => {
    assert.equal(fileBreaches(file(path, text)).length, 1)
  })
}

test('a store touches its own schema only', () => {
  assert.deepEqual(foreignSchemas(file('src/cases/x.store.ts', "db.selectFrom('cases.event')")), [])
  assert.equal(foreignSchemas(file('src/cases/x.store.ts', "db.selectFrom('kernel.decision')")).length, 1)
  assert.equal(foreignSchemas(file('src/cases/x.store.ts', 'sql`select 1 from identity.person`')).length, 1)
})

test('sizes are counted', () => {
  const files = [1, 2, 3, 4, 500].map(lines => file(`src/base/${lines}.ts`, 'x\n'.repeat(lines)))
  assert.deepEqual(sizes(files), { median: 3, p90: 500, longest: { path: 'src/base/500.ts', lines: 500 } })
})
