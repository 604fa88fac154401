import assert from 'node:assert/strict'
import { test } from 'node:test'
import { noisyPhoto, photo } from '#cases/attachments/files.fixture.ts'
import { openConsole } from './open-console.ts'

test('a citizen adds photos to a report, the dispatcher hides a face and releases one, the citizen sees it', async t => {
  const open = await openConsole(t)
  if (!open) return
  const file = async (name: string, buffer?: Buffer) => ({
    name,
    mimeType: 'image/jpeg',
    buffer: buffer ?? (await photo({ width: 800, height: 600 })),
  })
  const citizen = await open.visit('/public/report')
  await citizen.setViewportSize({ width: 390, height: 844 })
  await citizen
    .getByLabel('请说说')
    .or(citizen.locator('textarea'))
    .first()
    .fill('路口有一个大坑，晚上看不见，很危险。')
  await citizen
    .locator('input[type=file]')
    .setInputFiles([
      await file('大坑.jpg', await noisyPhoto(800, 600)),
      await file('坏的.jpg', Buffer.from('not a photo \u0000')),
    ])
  await citizen.getByText('等待上传').first().waitFor()
  await citizen.locator('button[type=submit]').click()
  await citizen.getByText('已上传').waitFor()
  await citizen.getByText('这种文件不能上传').waitFor()
  const code = (await citizen.locator('.public-code').textContent())!.trim()
  await citizen.goto(`${open.address}/public/follow?code=${code}`)
  await citizen.getByText('已收到 1 个文件').waitFor()
  assert.equal(await citizen.locator('.public-photo').count(), 0)

  const dispatcher = await open.signIn('dispatcher1')
  const list = (await dispatcher.evaluate(async () => (await fetch('/api/cases')).json())) as {
    items: { caseId: string }[]
  }
  await dispatcher.goto(`${open.address}/cases/${list.items[0]!.caseId}`)
  await dispatcher.getByText('大坑.jpg').first().waitFor()
  await dispatcher.getByRole('button', { name: '公开' }).click()
  const area = dispatcher.locator('.blur-area')
  await area.locator('img').waitFor()
  await dispatcher.waitForFunction(
    () => document.querySelector<HTMLImageElement>('.blur-area img')?.naturalWidth,
  )
  await dispatcher.getByRole('button', { name: '添加遮挡区域' }).click()
  await area.getByRole('button', { name: '遮挡区域 1' }).press('ArrowLeft')
  const box = (await area.boundingBox())!
  await dispatcher.mouse.move(box.x + 30, box.y + 30)
  await dispatcher.mouse.down()
  await dispatcher.mouse.move(box.x + 160, box.y + 120, { steps: 4 })
  await dispatcher.mouse.up()
  await dispatcher.getByRole('button', { name: '遮住 2 处并公开' }).click()
  await dispatcher.getByText('已公开').first().waitFor()
  await dispatcher.getByRole('button', { name: '撤回公开' }).waitFor()

  await citizen.reload()
  await citizen.locator('img.public-photo, .public-photo img').first().waitFor()
  await citizen.waitForFunction(
    () => document.querySelector<HTMLImageElement>('img.public-photo, .public-photo img')?.naturalWidth,
  )

  const seat = await open.signIn('seat1')
  await seat.waitForURL('**/intake')
  const chosen = seat.locator('input[type=file]')
  await seat.getByLabel('诉求内容').fill('前一位来电人说到一半挂断了。')
  await chosen.setInputFiles([await file('前一位的照片.jpg')])
  await seat.getByText('等待上传').waitFor()
  await seat.keyboard.press('Alt+n')
  await seat.getByText('前一位的照片.jpg').waitFor({ state: 'detached' })
  await seat.getByLabel('诉求内容').fill('楼道里堆满了杂物，一直没有人清理。')
  await chosen.setInputFiles([await file('楼道.jpg')])
  await seat.keyboard.press('Control+Shift+S')
  await seat.getByText('已上传').waitFor()
  const made = (await seat.locator('.ant-alert-success a').getAttribute('href'))!
  await dispatcher.goto(open.address + made)
  await dispatcher.getByText('楼道.jpg').first().waitFor()
  assert.equal(await dispatcher.getByText('前一位的照片.jpg').count(), 0)
  assert.deepEqual(open.faults, [])
})
