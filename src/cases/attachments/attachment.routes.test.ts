import assert from 'node:assert/strict'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { testHub } from '../../../test/fixtures/hub.ts'
import { publicReport } from './attachments.fixture.ts'
import { mp4, noisyPhoto, photo } from './files.fixture.ts'

function formOf(content: Buffer, name: string): FormData {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(content)]), name)
  return form
}

test('attachments over HTTP', async t => {
  const hub = await testHub({
    variables: {
      CHENGSHU_MEDIA_MEGABYTES: '2',
      CHENGSHU_PICTURE_MEGABYTES: '2',
      CHENGSHU_DOCUMENT_MEGABYTES: '1',
    },
  })
  t.after(() => hub.close())
  await hub.server.listen({ port: 0, host: '127.0.0.1' })
  const base = `http://127.0.0.1:${(hub.server.server.address() as AddressInfo).port}`
  const bearer = async (account: string) => ({ authorization: `Bearer ${await hub.token(account)}` })
  const seat = await bearer('seat1')
  const dispatcher = await bearer('dispatcher1')
  const made = (await (
    await fetch(`${base}/api/public/reports`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(publicReport()),
    })
  ).json()) as { caseId: string; followUpCode: string }
  const publicPath = `${base}/api/public/reports/${made.followUpCode}/attachments`
  const staffPath = `${base}/api/cases/${made.caseId}/attachments`
  const send = async (
    path: string,
    content: Buffer,
    rest: { name?: string; headers?: Record<string, string> } = {},
  ) =>
    await fetch(`${path}?uploadId=${crypto.randomUUID()}`, {
      method: 'POST',
      body: formOf(content, rest.name ?? 'a.jpg'),
      headers: rest.headers ?? {},
    })

  const sent = await send(publicPath, await photo())
  assert.equal(sent.status, 201)
  const { attachmentId } = (await sent.json()) as { attachmentId: string }

  await t.test('a file is saved, not run; the public sees none that is not released', async () => {
    const file = await fetch(`${staffPath}/${attachmentId}/original`, { headers: seat })
    assert.equal(file.status, 200)
    assert.equal(file.headers.get('content-type'), 'image/jpeg')
    assert.match(file.headers.get('content-disposition') ?? '', /^attachment; filename\*=UTF-8''a\.jpg$/)
    assert.equal(file.headers.get('content-security-policy'), "default-src 'none'; sandbox")
    assert.equal(file.headers.get('x-content-type-options'), 'nosniff')
    assert.equal(file.headers.get('cache-control'), 'no-store')
    assert.equal((await fetch(`${staffPath}/${attachmentId}/original`)).status, 401)
    assert.equal((await fetch(`${base}/api/public/photos/${attachmentId}`)).status, 404)
    const released = await fetch(`${staffPath}/${attachmentId}/release`, {
      method: 'POST',
      headers: { ...dispatcher, 'content-type': 'application/json' },
      body: JSON.stringify({ hidden: [{ x: 0, y: 0, width: 0.5, height: 0.5 }] }),
    })
    assert.equal(released.status, 200)
    const shown = await fetch(`${base}/api/public/photos/${attachmentId}`)
    assert.deepEqual([shown.status, shown.headers.get('content-type')], [200, 'image/jpeg'])
    const listed = (await (await fetch(publicPath)).json()) as {
      photos: { path: string }[]
      files: number
      left: number
    }
    assert.deepEqual(
      [listed.photos.map(one => one.path), listed.files, listed.left],
      [[`/api/public/photos/${attachmentId}`], 1, 8],
    )
    const no = await fetch(`${staffPath}/${attachmentId}/release`, { method: 'DELETE', headers: seat })
    assert.equal(no.status, 403)
  })

  await t.test('a film is read in parts', async () => {
    const { attachmentId: film } = (await (
      await send(staffPath, mp4, { name: 'film.mp4', headers: seat })
    ).json()) as { attachmentId: string }
    const part = await fetch(`${staffPath}/${film}/original`, { headers: { ...seat, range: 'bytes=4-11' } })
    assert.deepEqual([part.status, part.headers.get('content-range')], [206, `bytes 4-11/${mp4.length}`])
    assert.equal(await part.text(), 'ftypisom')
    const beyond = await fetch(`${staffPath}/${film}/original`, {
      headers: { ...seat, range: 'bytes=9999-' },
    })
    assert.equal(beyond.status, 416)
  })

  await t.test('refusals are clear sentences, before and after the file is read', async () => {
    const large = await send(publicPath, Buffer.alloc(3_000_000, 7))
    assert.equal(large.status, 413)
    assert.match(((await large.json()) as { title: string }).title, /超过 2 MB/)
    const lying = await send(staffPath, Buffer.from('MZ\x90\0\0'), { headers: seat })
    assert.equal(lying.status, 415)
    const nobody = await send(
      publicPath.replace(made.followUpCode, '0000-0000-0000-0000'),
      await noisyPhoto(1200, 900),
    )
    assert.equal(nobody.status, 404)
    const plain = await fetch(`${staffPath}?uploadId=${crypto.randomUUID()}`, {
      method: 'POST',
      headers: { ...seat, 'content-type': 'application/json' },
      body: '{}',
    })
    assert.equal(plain.status, 415)
    assert.equal(
      (await fetch(staffPath, { method: 'POST', headers: seat, body: formOf(await photo(), 'x') })).status,
      400,
    )
  })

  await t.test('an upload without end is refused at the limit, in little memory', async () => {
    const before = process.memoryUsage().rss
    const boundary = 'x'.repeat(20)
    const total = 300 * 2 ** 20
    const status = await new Promise<number>((resolve, reject) => {
      const outgoing = request(
        `${staffPath}?uploadId=${crypto.randomUUID()}`,
        { method: 'POST', headers: { ...seat, 'content-type': `multipart/form-data; boundary=${boundary}` } },
        answer => {
          answer.resume()
          resolve(answer.statusCode ?? 0)
          outgoing.destroy()
        },
      )
      outgoing.on('error', reject)
      outgoing.write(`--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="x.mp4"\r\n\r\n`)
      outgoing.write(mp4)
      const chunk = Buffer.alloc(1 << 20, 1)
      let sentBytes = 0
      const more = () => {
        while (sentBytes < total && !outgoing.destroyed) {
          sentBytes += chunk.length
          if (!outgoing.write(chunk)) return void outgoing.once('drain', more)
        }
        if (!outgoing.destroyed) outgoing.end(`\r\n--${boundary}--\r\n`)
      }
      more()
    })
    assert.equal(status, 413)
    assert.ok(process.memoryUsage().rss - before < 150 * 2 ** 20)
  })
  assert.deepEqual(
    hub.log.filter(line => /"level":50/.test(line)),
    [],
  )
})
