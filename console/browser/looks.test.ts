import assert from 'node:assert/strict'
import { test } from 'node:test'
import { browserOf, dispatchCase, reportCase } from '../../test/fixtures/browser.ts'
import { openConsole } from './open-console.ts'
import { hardToRead } from './seen.ts'

const pagesOf = {
  dispatcher1: ['/triage', '/disputes', '/returns', '/reminders', '/board', '/cases', '/map', '/guide'],
  'lead-urban': ['/department', '/desk', '/tasks', '/supervisions', '/inbox'],
  'data-steward1': ['/limits', '/duty-proposals', '/messages', '/retention', '/imports'],
} as const
const publicPages = ['/public', '/public/report', '/public/opt-out?code=x']

test('no page is wider than a phone, in English either, and every word is seen in both looks', async t => {
  const open = await openConsole(t)
  if (!open) return
  const { hub, address } = open
  const seat = await browserOf(hub, 'seat1')
  const made = await reportCase(seat, { detail: '楼下烧烤店每天晚上油烟很大。', urgency: 'urgent' })
  await dispatchCase(await browserOf(hub, 'dispatcher1'), made)
  const steward = await browserOf(hub, 'data-steward1')
  await steward.act('/api/limits', {
    categoryId: null,
    urgency: 'urgent',
    departmentId: 'dept-urban',
    handling: { amount: 2, unit: 'workdays' },
    response: { amount: 30, unit: 'minutes' },
    validFrom: '2026-01-01',
  })
  const wrong: string[] = []
  const walk = async (account: string | null, paths: readonly string[]) => {
    const page = account ? await open.signIn(account) : await open.visit('/public')
    await page.setViewportSize({ width: 390, height: 844 })
    await page.evaluate(() => localStorage.setItem('chengshu.language', 'en'))
    for (const path of paths) {
      await page.goto(address + path)
      await page.locator('main :is(h1, h2, p, table, ul, dl)').first().waitFor()
      await page.locator('.loading').first().waitFor({ state: 'hidden' })
      const wide = await page.evaluate(() => document.documentElement.scrollWidth)
      if (wide > 390) wrong.push(`${path} is ${wide} wide`)
      for (const look of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme: look })
        // Asked by a clock: of a page that nobody looks at no frame may be drawn while the machine is busy.
        const isShown = (now: string) => document.documentElement.style.colorScheme === now
        await page.waitForFunction(isShown, look, { polling: 100 })
        wrong.push(...(await hardToRead(page)).map(words => `${path} ${look}: ${words}`))
      }
    }
    return page
  }
  for (const [account, paths] of Object.entries(pagesOf)) {
    const page = await walk(account, account === 'lead-urban' ? [...paths, `/cases/${made.caseId}`] : paths)
    if (account !== 'data-steward1') continue
    // What a wide table says in columns stands below each other here: nothing of a rule is left out.
    await page.goto(`${address}/limits`)
    for (const words of ['Urban Management Bureau', '30 minutes', 'From 2026-01-01'])
      await page.getByText(words).first().waitFor()
  }
  await walk(null, [...publicPages, `/public/follow?code=${made.followUpCode}`])
  assert.deepEqual([...new Set(wrong)], [])
  assert.deepEqual(open.faults, [])
})
