import assert from 'node:assert/strict'
import { test } from 'node:test'
import { landingOf, mayOpen, menuOf, type PageEntry, type Visitor } from './page.rules.ts'

const page = (key: string, change: Partial<PageEntry> = {}): PageEntry => ({
  key,
  file: key,
  path: `/${key}`,
  title: `${key}:title`,
  access: 'signed-in',
  menu: { group: 'work', order: 1, icon: 'inbox' },
  ...change,
})
const nobody: Visitor = { signedIn: false, actions: [], roles: [] }
const seat: Visitor = { signedIn: true, actions: ['cases:report', 'cases:read'], roles: ['seat'] }

test('a public page is open to anybody, a signed-in page to everybody signed in', () => {
  assert.equal(mayOpen({ access: 'public' }, nobody), true)
  assert.equal(mayOpen({ access: 'signed-in' }, nobody), false)
  assert.equal(mayOpen({ access: 'signed-in' }, seat), true)
})

test('an action opens a page only to whom it is allowed', () => {
  assert.equal(mayOpen({ access: { action: 'cases:report' } }, seat), true)
  assert.equal(mayOpen({ access: { action: 'people:edit' } }, seat), false)
  assert.equal(mayOpen({ access: { anyOf: ['people:edit', 'cases:read'] } }, seat), true)
  assert.equal(mayOpen({ access: { anyOf: [] } }, seat), false)
  const out = { ...seat, signedIn: false }
  assert.equal(mayOpen({ access: { action: 'cases:report' } }, out), false)
})

test('the menu keeps groups and pages in order and leaves out what cannot be opened', () => {
  const pages = [
    page('c', { menu: { group: 'administration', order: 1, icon: 'x' } }),
    page('b', { menu: { group: 'work', order: 20, icon: 'x' } }),
    page('a', { menu: { group: 'work', order: 10, icon: 'x' } }),
    page('hidden', { menu: undefined }),
    page('denied', { access: { action: 'people:edit' } }),
    page('others', { menu: { group: 'work', order: 5, icon: 'x', audience: ['dispatcher'] } }),
    page('mine', { menu: { group: 'work', order: 30, icon: 'x', audience: ['seat', 'dispatcher'] } }),
  ]
  const menu = menuOf(pages, seat).map(one => [one.group, one.pages.map(entry => entry.key)])
  assert.deepEqual(menu, [
    ['work', ['a', 'b', 'mine']],
    ['administration', ['c']],
  ])
})

test('everybody lands on the work of the role', () => {
  const pages = [page('cases.triage'), page('cases.intake'), page('cases.department')]
  assert.equal(landingOf(pages, seat), '/cases.intake')
  assert.equal(landingOf(pages, { ...seat, roles: ['dispatcher'] }), '/cases.triage')
  assert.equal(landingOf(pages, { ...seat, roles: ['department-lead'] }), '/cases.department')
})

test('without a page of the role the first of the menu is the landing, without any there is none', () => {
  const pages = [page('cases.intake', { access: { action: 'people:edit' } }), page('other')]
  assert.equal(landingOf(pages, seat), '/other')
  assert.equal(landingOf([], seat), null)
})
