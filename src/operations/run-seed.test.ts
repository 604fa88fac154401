import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { isCode } from '#base/index.ts'
import { createCity, demoCity } from '#city/index.ts'
import { testDatabase } from '../../test/test-database.ts'
import { readCommand } from './command-line.rules.ts'
import { runSeed } from './run-seed.ts'

async function world(t: TestContext) {
  const { database } = await testDatabase(t)
  const folder = await mkdtemp(join(tmpdir(), 'chengshu-seed-'))
  t.after(() => rm(folder, { recursive: true }))
  const parts = { database, demoCity, demo: async () => ({ cases: 7, password: undefined, accounts: {} }) }
  const seed = (...words: string[]) => runSeed(parts, readCommand(['seed', ...words]))
  return { database, seed, file: (name: string) => join(folder, name) }
}

test('the example is a city file: written, edited, it becomes the city of an empty database, once', async t => {
  const { database, seed, file } = await world(t)
  await seed('--example', file('city.json'))
  const written = JSON.parse(await readFile(file('city.json'), 'utf8')) as ReturnType<typeof demoCity>
  const name = '另一座城市'
  const top = written.regions.find(region => region.parentId === null)!
  await writeFile(
    file('own.json'),
    JSON.stringify({
      ...written,
      regions: written.regions.map(one => (one === top ? { ...one, name } : one)),
    }),
  )
  const { json } = await seed('--in', file('own.json'))
  assert.equal((json as { departments: number }).departments, written.departments.length)
  const city = await createCity({ database }).snapshot()
  assert.equal(city.region(top.id)?.name, name)
  await assert.rejects(seed('--in', file('own.json')), error => isCode(error, 'city.already-seeded'))
})

test('a file that is no city is refused with the place, and nothing is written', async t => {
  const { database, seed, file } = await world(t)
  await writeFile(file('broken.json'), '{"regions": [')
  await assert.rejects(seed('--in', file('broken.json')), error =>
    isCode(error, 'operations.file-unreadable'),
  )
  await assert.rejects(seed('--in', file('none.json')), error => isCode(error, 'operations.file-unreadable'))
  const { departments, ...rest } = demoCity()
  await writeFile(file('part.json'), JSON.stringify(rest))
  await assert.rejects(seed('--in', file('part.json')), /departments/)
  const lost = { ...rest, departments: departments.map(one => ({ ...one, regionId: 'nowhere' })) }
  await writeFile(file('lost.json'), JSON.stringify(lost))
  await assert.rejects(seed('--in', file('lost.json')), error => isCode(error, 'city.invalid-seed'))
  assert.equal((await createCity({ database }).snapshot()).departments.length, 0)
})

test('without a file it is the demo city', async t => {
  const { seed } = await world(t)
  assert.match((await seed()).text, /cases written: 7/)
})
