import assert from 'node:assert/strict'
import { after, before, type TestContext, test } from 'node:test'
import { sql } from 'kysely'
import { openObjects, sealedObjects } from '#base/index.ts'
import { type TestHub, testHub } from '../../../test/fixtures/hub.ts'
import { multipartOf } from '../../../test/fixtures/multipart.ts'
import type { AttachmentParts } from './attachment-parts.ts'
import { publicReport } from './attachments.fixture.ts'
import { eicar, type FakeClamd, fakeClamd } from './clamd.fixture.ts'
import { noisyPhoto } from './files.fixture.ts'
import { scanAttachments } from './scan-attachments.ts'

let hub: TestHub
let clamd: FakeClamd
let parts: AttachmentParts
const ends: (() => unknown)[] = []

before(async () => {
  clamd = await fakeClamd({ after: (end: () => unknown) => void ends.unshift(end) } as unknown as TestContext)
  hub = await testHub({ variables: { CHENGSHU_CLAMD: `127.0.0.1:${clamd.port}` } })
  const { database, config } = hub.hub
  const objects = sealedObjects(openObjects(config, 'cases'))
  // The scanner's work needs no more of the loop than this.
  parts = {
    loop: { database },
    objects,
    scanner: config.scanner,
    limits: config.uploadLimits,
  } as unknown as AttachmentParts
})
after(async () => {
  await hub.close()
  for (const end of ends) await end()
})

interface Reported {
  caseId: string
  code: string
  followUpCode: string
}

async function reported(): Promise<Reported> {
  const answer = await hub.server.inject({
    method: 'POST',
    url: '/api/public/reports',
    payload: publicReport(),
  })
  assert.equal(answer.statusCode, 201, answer.body)
  return answer.json()
}

async function send(of: Reported, content: Buffer | string, name = 'a.jpg') {
  const { payload, headers } = multipartOf([{ name: 'file', fileName: name, content }])
  const url = `/api/public/reports/${of.followUpCode}/attachments?uploadId=${crypto.randomUUID()}`
  const answer = await hub.server.inject({ method: 'POST', url, payload, headers })
  assert.equal(answer.statusCode, 201, answer.body)
  return answer.json() as { attachmentId: string; scan: string }
}

const as = async (account: string) => ({ authorization: `Bearer ${await hub.token(account)}` })
const again = () =>
  sql`update cases.attachment set scan_tried_at = now() - interval '2 minutes'`.execute(hub.base.owner)

/** What each way to a file answers: a status, or what it says of the file. */
async function doors(of: Reported, attachmentId: string) {
  const at = `/api/cases/${of.caseId}/attachments`
  const look = async (url: string) => await hub.server.inject({ url, headers: await as('dispatcher1') })
  const anybody = async (url: string) => await hub.server.inject({ url })
  const list = (await look(at)).json() as { items: { attachmentId: string }[] }
  const item = list.items.find(one => one.attachmentId === attachmentId) as
    | Record<string, unknown>
    | undefined
  const status = async (role: string) => (await look(`${at}/${attachmentId}/${role}`)).statusCode
  const feed = (await anybody(`/open311/v2/requests/${of.code}.json`)).json() as {
    media_url: string | null
  }[]
  const followed = (await anybody(`/api/public/reports/${of.followUpCode}/attachments`)).json() as {
    photos: unknown[]
  }
  return {
    listed: [item?.scan, item?.mayOpen, item?.hasThumbnail, item?.mayRelease].join(' '),
    files: [await status('original'), await status('thumbnail'), await status('released')],
    byRange: (
      await hub.server.inject({
        url: `${at}/${attachmentId}/original`,
        headers: { ...(await as('dispatcher1')), range: 'bytes=0-3' },
      })
    ).statusCode,
    anybody: (await anybody(`/api/public/photos/${attachmentId}`)).statusCode,
    byCode: followed.photos.length,
    open311: feed[0]!.media_url !== null,
  }
}

async function release(of: Reported, attachmentId: string) {
  const url = `/api/cases/${of.caseId}/attachments/${attachmentId}/release`
  const answer = await hub.server.inject({
    method: 'POST',
    url,
    headers: await as('dispatcher1'),
    payload: { hidden: [] },
  })
  return answer.statusCode
}

test('every way to a file, while it waits, when it passed, when it is public, and when something is found', async t => {
  const of = await reported()
  const { attachmentId, scan } = await send(of, await noisyPhoto(60, 40))
  assert.equal(scan, 'waiting')
  const shut = { anybody: 404, byCode: 0, open311: false }

  await t.test('while it waits nobody opens it', async () => {
    assert.deepEqual(await doors(of, attachmentId), {
      listed: 'waiting false false false',
      files: [409, 409, 404],
      byRange: 409,
      ...shut,
    })
    assert.equal(await release(of, attachmentId), 409)
  })

  await t.test('when it has passed staff opens it, and nobody else', async () => {
    assert.equal(await scanAttachments(parts), 1)
    assert.deepEqual(await doors(of, attachmentId), {
      listed: 'clean true true true',
      files: [200, 200, 404],
      byRange: 206,
      ...shut,
    })
  })

  await t.test('when it was released everybody sees the copy', async () => {
    assert.equal(await release(of, attachmentId), 200)
    assert.deepEqual(await doors(of, attachmentId), {
      listed: 'clean true true true',
      files: [200, 200, 200],
      byRange: 206,
      anybody: 200,
      byCode: 1,
      open311: true,
    })
  })

  await t.test('when it has to be looked at again everything is shut, and no feed names it', async () => {
    await sql`update cases.attachment set scan = 'waiting' where id = ${attachmentId}`.execute(hub.base.owner)
    assert.deepEqual(await doors(of, attachmentId), {
      listed: 'waiting false false false',
      files: [409, 409, 409],
      byRange: 409,
      ...shut,
    })
  })

  await t.test('when something is found it is shut away for good, and the copies are gone', async () => {
    await again()
    clamd.answer = 'Worm.Test FOUND'
    assert.equal(await scanAttachments(parts), 1)
    clamd.answer = undefined
    assert.deepEqual(await doors(of, attachmentId), {
      listed: 'infected false false false',
      files: [409, 404, 404],
      byRange: 409,
      ...shut,
    })
    assert.equal(await release(of, attachmentId), 409)
    await again()
    assert.equal(await scanAttachments(parts), 0, 'what was found is not asked about again')
  })

  await t.test('whoever answers for it takes it away', async () => {
    const url = `/api/cases/${of.caseId}/attachments/${attachmentId}`
    const removed = await hub.server.inject({ method: 'DELETE', url, headers: await as('dispatcher1') })
    assert.equal(removed.statusCode, 200)
    assert.deepEqual((await doors(of, attachmentId)).files, [404, 404, 404])
    const keys = await Array.fromAsync(parts.objects.list())
    assert.deepEqual(keys, [])
  })
})

test('a scanner in trouble lets nothing through and loses nothing; the others behind it get their turn', async t => {
  const of = await reported()
  const [first, second] = [await send(of, 'one', 'a.txt'), await send(of, `two ${eicar}`, 'b.txt')]
  const states = async () => {
    const url = `/api/cases/${of.caseId}/attachments`
    const { items } = (await hub.server.inject({ url, headers: await as('seat1') })).json() as {
      items: { attachmentId: string; scan: string }[]
    }
    return [first, second].map(one => items.find(item => item.attachmentId === one.attachmentId)?.scan)
  }
  const troubles: [string, string | undefined, RegExp][] = [
    ['that is out of memory', 'Can not allocate memory ERROR', /memory/],
    ['that has a limit of its own', 'INSTREAM size limit exceeded. ERROR', /size limit/],
    ['that talks rubbish', '\x07\x07\x07', /clamd/],
    ['that says nothing', ' ', /stream:/],
  ]
  for (const [name, answer, told] of troubles)
    await t.test(name, async () => {
      clamd.answer = answer
      await again()
      await assert.rejects(scanAttachments(parts), told)
      await assert.rejects(scanAttachments(parts), told, 'the next one is asked about too')
      assert.equal(await scanAttachments(parts), 0, 'both are left alone for a minute')
      assert.deepEqual(await states(), ['waiting', 'waiting'])
      assert.deepEqual((await doors(of, first.attachmentId)).files, [409, 404, 404])
    })

  await t.test('a file whose content is gone holds up no other', async () => {
    clamd.answer = undefined
    await sql`delete from cases.attachment_object where attachment_id = ${first.attachmentId}`.execute(
      hub.base.owner,
    )
    await again()
    assert.equal(await scanAttachments(parts), 1)
    assert.deepEqual(await states(), ['waiting', 'infected'])
  })

  await t.test('and a file whose bytes are gone from the disk neither', async () => {
    const [gone, good] = [await send(of, 'three', 'c.txt'), await send(of, 'four', 'd.txt')]
    const { rows } = await sql<{ key: string }>`
      select key from cases.attachment_object where attachment_id = ${gone.attachmentId}`.execute(
      hub.base.owner,
    )
    await parts.objects.remove(rows[0]!.key)
    assert.equal(await scanAttachments(parts), 2)
    assert.deepEqual((await doors(of, good.attachmentId)).files, [200, 404, 404])
    assert.deepEqual((await doors(of, gone.attachmentId)).files, [409, 404, 404])
    await sql`update cases.attachment set scan = 'clean' where id = ${gone.attachmentId}`.execute(
      hub.base.owner,
    )
    const url = `/api/cases/${of.caseId}/attachments/${gone.attachmentId}/original`
    const missing = await hub.server.inject({ url, headers: await as('seat1') })
    assert.deepEqual([missing.statusCode, missing.json().code], [404, 'base.object-missing'])
    assert.match(String(missing.headers['content-type']), /problem\+json/)
    assert.equal(missing.headers['content-disposition'], undefined)
    assert.equal(Number(missing.headers['content-length']), Buffer.byteLength(missing.body))
  })
  const told = hub.log.filter(line => /"level":50/.test(line))
  assert.deepEqual(told, [])
})
