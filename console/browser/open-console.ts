import { existsSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { type Browser, chromium, type Page } from 'playwright-core'
import { build } from 'vite'
import { type TestHub, testHub, testPassword } from '../../test/fixtures/hub.ts'

const root = join(import.meta.dirname, '../..')
const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/** A browser that is on this machine, or undefined: then browser tests say that they were left out. */
export function findBrowser(): string | undefined {
  return [...places, chromium.executablePath()].find(path => existsSync(path))
}

export interface OpenedConsole {
  address: string
  /** For what a test has to arrange that no page does. */
  hub: TestHub
  /** A page of somebody not signed in. */
  visit(path: string): Promise<Page>
  /** A page of somebody signed in, on what the account lands on. */
  signIn(account: string): Promise<Page>
  /** What went wrong in the pages: errors of scripts, and requests to other hosts. */
  faults: string[]
}

async function start(
  t: TestContext,
  executablePath: string,
  variables: Record<string, string>,
): Promise<{ address: string; browser: Browser; hub: TestHub }> {
  if (!existsSync(join(root, 'dist/console/index.html')))
    await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn' })
  const hub = await testHub({ work: true, variables })
  t.after(hub.close)
  await hub.server.listen({ port: 0, host: '127.0.0.1' })
  const { port } = hub.server.server.address() as AddressInfo
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  })
  t.after(() => browser.close())
  return { address: `http://127.0.0.1:${port}`, browser, hub }
}

/** The whole product with the demo city, and a browser before it. Undefined (and the test left out) without a browser. */
export async function openConsole(
  t: TestContext,
  view: { width: number; height: number } = { width: 1440, height: 900 },
  variables: Record<string, string> = {},
): Promise<OpenedConsole | undefined> {
  const executablePath = findBrowser()
  if (!executablePath) {
    t.skip('no Chromium on this machine')
    return undefined
  }
  const { address, browser, hub } = await start(t, executablePath, variables)
  const faults: string[] = []
  const visit = async (path: string) => {
    // A dialog whose way out is never drawn lies over the page for ever: seen once, on a machine with little time to draw. The
    // style sheets make every motion as good as none; without any (`motion: false`) Ant Design puts popovers out of sight.
    const context = await browser.newContext({ viewport: view, locale: 'zh-CN', reducedMotion: 'reduce' })
    const page = await context.newPage()
    page.setDefaultTimeout(20_000)
    page.on('pageerror', error => faults.push(error.message))
    page.on('request', request => {
      const url = request.url()
      if (!url.startsWith(address) && !/^(data|blob):/.test(url)) faults.push(`asked ${url}`)
    })
    await page.goto(address + path)
    return page
  }
  const signIn = async (account: string) => {
    const page = await visit('/sign-in')
    await page.getByLabel('账号').fill(account)
    await page.getByLabel('密码', { exact: true }).fill(testPassword)
    await page.keyboard.press('Enter')
    await page.getByRole('navigation').waitFor()
    return page
  }
  return { address, hub, visit, signIn, faults }
}
