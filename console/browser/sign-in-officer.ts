import type { Page } from 'playwright-core'
import { testPassword } from '../../test/fixtures/hub.ts'
import { codeOf } from '../../test/totp-code.ts'
import type { OpenedConsole } from './open-console.ts'

/** Signs in an administrator, who sets up the second factor on the way. */
export async function signInOfficer(open: OpenedConsole, account: string): Promise<Page> {
  const page = await open.visit('/sign-in')
  await page.getByLabel('账号').fill(account)
  await page.getByLabel('密码', { exact: true }).fill(testPassword)
  await page.keyboard.press('Enter')
  await page.getByLabel('当前密码').fill(testPassword)
  await page.keyboard.press('Enter')
  const secret = await page.locator('.ant-typography code').first().textContent()
  await page.getByLabel('动态口令').fill(codeOf(`otpauth://totp/chengshu?secret=${secret}`))
  await page.keyboard.press('Enter')
  await page.getByRole('navigation').waitFor()
  return page
}
