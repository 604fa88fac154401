import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { test } from 'node:test'
import { parseSync } from 'vite'
import { actions } from '#identity/action.contract.ts'
import type { PageEntry } from './kit/page.rules.ts'
import { differences, flatten, hardCoded, namedKeys, type Words } from './words.rules.ts'

const root = join(import.meta.dirname, '..')
const folders = globSync(['console/*/zh-CN.json', 'src/**/console/zh-CN.json'], { cwd: root }).map(dirname)
const roomOf = (folder: string) => basename(folder.startsWith('src/') ? dirname(folder) : folder)
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const words = (folder: string, language: string) => JSON.parse(read(`${folder}/${language}.json`)) as Words
const known = new Map(folders.map(folder => [roomOf(folder), [...flatten(words(folder, 'zh-CN')).keys()]]))
const sources = globSync(['console/**/*.{ts,tsx}', 'src/**/console/*.{ts,tsx}'], { cwd: root }).filter(
  path => !/\.test\.ts$/.test(path),
)

test('every folder with Chinese strings is found', () => {
  assert.ok(folders.length >= 4, folders.join())
  assert.ok(sources.length >= 80, `${sources.length} sources`)
})

for (const folder of folders)
  test(`both languages of ${folder} say the same things`, () => {
    assert.deepEqual(differences(words(folder, 'zh-CN'), words(folder, 'en')), [])
  })

test('every key a source names has a string', () => {
  // Permissions are written alike.
  const isAction = (key: string) => (actions as readonly string[]).includes(key)
  const missing = sources.flatMap(path => {
    const { whole, beginnings } = namedKeys(read(path), [...known.keys()])
    const has = (key: string, matches: (found: string, wanted: string) => boolean) => {
      const [room, wanted] = key.split(':') as [string, string]
      return known.get(room)?.some(found => matches(found, wanted))
    }
    return [
      ...whole.filter(key => !isAction(key) && !has(key, (found, wanted) => found === wanted)),
      ...beginnings.filter(key => !has(key, (found, wanted) => found.startsWith(wanted))),
    ].map(key => `${path}: ${key}`)
  })
  assert.deepEqual(missing, [])
})

test('no page shows a text that is not in the strings', () => {
  const pages = sources.filter(path => path.endsWith('.tsx'))
  assert.ok(pages.length >= 50)
  const found = pages.flatMap(path =>
    hardCoded(parseSync(path, read(path)).program).map(text => `${path}: ${text}`),
  )
  assert.deepEqual(found, [])
})

const lists = globSync('src/**/console/pages.nav.ts', { cwd: root })
const pages: { folder: string; page: PageEntry }[] = []
for (const list of lists) {
  const module = (await import(join(root, list))) as { pages: readonly PageEntry[] }
  pages.push(...module.pages.map(page => ({ folder: dirname(list), page })))
}

test('every page has its file, its title and a permission that exists', () => {
  assert.ok(pages.length >= 11)
  for (const { folder, page } of pages) {
    assert.ok(existsSync(join(root, folder, `${page.file}.page.tsx`)), page.key)
    assert.match(read(`${folder}/${page.file}.page.tsx`), /export function Page\(/)
    const [room, key] = page.title.split(':') as [string, string]
    assert.ok(known.get(room)?.includes(key), `${page.key}: ${page.title}`)
    // A part of a room keeps its words beside it; its pages still belong to the room.
    const rooms = folder.split('/').slice(1, -1)
    assert.ok(rooms.includes(page.key.split('.')[0] ?? ''), page.key)
    const { access } = page
    const wanted = typeof access === 'string' ? [] : 'action' in access ? [access.action] : access.anyOf
    for (const action of wanted) assert.ok((actions as readonly string[]).includes(action), action)
  }
})

test('no two pages share a key, an address or a letter', () => {
  for (const property of ['key', 'path', 'shortcut'] as const) {
    const values = pages.map(one => one.page[property]).filter(value => value !== undefined)
    assert.equal(new Set(values).size, values.length, `${property}: ${values.join()}`)
  }
})
