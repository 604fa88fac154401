import assert from 'node:assert/strict'
import { test } from 'node:test'
import sharp from 'sharp'
import { madeHere } from '../../src/kernel/label/entry.rules.ts'
import { stampPng } from '../../src/kernel/label/stamp-png.ts'
import { openConsole } from './open-console.ts'
import { hardToRead } from './seen.ts'

const foreign = madeHere({ producer: '001191110102MAD55U9H0F10002', produceId: 'picture-7' })

test('a dispatcher checks a file, takes advice along with its label, and downloads it', async t => {
  const open = await openConsole(t)
  if (!open) return
  const page = await open.signIn('dispatcher1')
  await page.goto(`${open.address}/labels`)
  const plain = await sharp({ create: { width: 80, height: 60, channels: 3, background: '#3070a0' } })
    .png()
    .toBuffer()
  const choose = async (name: string, buffer: Buffer) =>
    await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'image/png', buffer })
  await choose('画.png', await stampPng(plain, foreign))
  await page.getByText('属于', { exact: true }).waitFor()
  await page.getByText(foreign.ContentProducer).first().waitFor()
  assert.deepEqual(await hardToRead(page), [])
  await choose('照片.png', plain)
  await page.getByText('未发现', { exact: true }).waitFor()
  // Dispatchers do not look after the guard: what went out unlabelled is not shown to them.
  assert.equal(await page.getByRole('heading', { name: '不带显式标识的提供记录' }).count(), 0)

  const made = (await page.evaluate(async () => {
    const draftId = crypto.randomUUID()
    const matter = {
      subject: '',
      detail: '解放路上的路灯坏了好几盏，晚上一片漆黑，请尽快派人来修。',
      regionId: null,
    }
    const send = async (path: string, body: object) =>
      await (
        await fetch(path, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        })
      ).json()
    await send('/api/cases/advice', { draftId, ...matter })
    return await send('/api/cases', {
      draftId,
      ...matter,
      address: '解放路 18 号',
      longitude: null,
      latitude: null,
      reporter: { name: '赵先生', phone: '13900000001', anonymous: false },
      channel: 'phone',
      nature: 'complaint',
      idempotencyKey: draftId,
    })
  })) as { caseId: string }
  await page.goto(`${open.address}/cases/${made.caseId}`)
  const advice = page.locator('.ai-content').first()
  await advice.getByText('人工智能生成的建议，须经人工确认').waitFor()
  await advice.locator('.candidate-name').first().selectText()
  const copied = await page.evaluate(
    () =>
      new Promise<{ plain: string; html: string }>(done => {
        document.addEventListener('copy', event => {
          done({
            plain: event.clipboardData?.getData('text/plain') ?? '',
            html: event.clipboardData?.getData('text/html') ?? '',
          })
        })
        document.execCommand('copy')
      }),
  )
  assert.match(copied.plain, /人工智能生成的建议，须经人工确认$/)
  assert.match(copied.html, /<meta name="AIGC" content="\{&quot;Label&quot;:&quot;1&quot;/)

  await page.getByRole('button', { name: '下载' }).first().click()
  const drawer = page.getByRole('dialog')
  await drawer.getByText('文件带有人工智能生成标识').waitFor()
  const file = page.waitForEvent('download')
  await drawer.getByRole('button', { name: '下载' }).click()
  assert.equal((await file).suggestedFilename(), '派单建议.docx')
  assert.deepEqual(open.faults, [])
})
