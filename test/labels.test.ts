import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { after, before, test } from 'node:test'
import sharp from 'sharp'
import { z } from 'zod'
import { documentFormats } from '#kernel/label/label.contract.ts'
import { entryText, madeHere, readEntry } from '../src/kernel/label/entry.rules.ts'
import { stampJpeg } from '../src/kernel/label/stamp-jpeg.ts'
import { stampPng } from '../src/kernel/label/stamp-png.ts'
import { piecesOf, unlabelledIn } from '../src/kernel/label/ways-out.ts'
import { documentWriters } from '../src/kernel/label/write-document.ts'
import { entriesInXmp } from '../src/kernel/label/xmp.rules.ts'
import { type TestHub, testHub } from './fixtures/hub.ts'

const code = '11310000MB2F30123X'
let hub: TestHub
before(async () => {
  hub = await testHub({ variables: { CHENGSHU_LABEL_CODE: code } })
})
after(() => hub.close())

/** Answers that tell which decision stood behind something, and nothing of what it said. */
const factsOnly: Readonly<Record<string, string>> = {
  'GET /api/decisions': 'the list of decisions: facts without content',
  'GET /api/guard/items': 'what the guard found in what people wrote, masked',
  'GET /api/guard/items/:decisionId': 'the same of one decision',
  'GET /api/guard/alarms': 'reports of false alarms, in the words of people, masked',
  'GET /api/labels/omissions': 'which decision went out unlabelled, not what it said',
  'GET /api/appeals': 'what citizens object to, in their words and those of who answers',
  'GET /api/appeals/:appealId': 'one of these',
  'GET /api/cases/:caseId': 'the timeline names the decision that a person settled',
}

/** Every way out that is a file or a document, and what is in it. A new one has to be judged here. */
const files: Readonly<Record<string, 'AI output, labelled' | 'by people' | 'figures' | 'our own texts'>> = {
  'POST /api/cases/:caseId/advice/document': 'AI output, labelled',
  'GET /api/decisions/:decisionId/trace/document': 'AI output, labelled',
  'GET /api/decisions/:decisionId/proof': 'AI output, labelled',
  'GET /api/decisions/:decisionId/prov': 'AI output, labelled',
  'GET /api/fairness/bundle': 'figures',
  'GET /ledger/checkpoint': 'figures',
  'GET /ledger/tile/entries/*': 'figures',
  'GET /ledger/tile/:level/*': 'figures',
  'GET /api/ledger/checkpoint': 'figures',
  'GET /api/exports/cases': 'by people',
  'GET /api/exports/decisions': 'AI output, labelled',
  'GET /open-data/cases/:file': 'by people',
  'GET /api/cases/:caseId/attachments/:attachmentId/original': 'by people',
  'GET /api/cases/:caseId/attachments/:attachmentId/thumbnail': 'by people',
  'GET /api/cases/:caseId/attachments/:attachmentId/released': 'by people',
  'GET /api/public/photos/:photoId': 'by people',
  'GET /api/imports/:importId/rejected': 'by people',
  'GET /api/guard/alarms/rows.jsonl': 'by people',
  'GET /api/redteam/runs/:runId/report.md': 'figures',
  'GET /api/register/:algorithm/filing-pack': 'by people',
  'GET /api/incidents/:incidentId/texts/:audience/:language/document': 'by people',
  'GET /open311/discovery.:format': 'our own texts',
  'GET /open311/v2/services.:format': 'our own texts',
  'GET /open311/v2/services/:file': 'our own texts',
  'GET /open311/v2/requests.:format': 'by people',
  'GET /open311/v2/requests/:file': 'by people',
  'GET /open311/v2/tokens/:file': 'by people',
  'POST /open311/v2/requests.:format': 'by people',
  'GET /open311/v2/servicerequestupdates.:format': 'by people',
  'POST /open311/v2/servicerequestupdates.:format': 'by people',
}

function breachesOf(routes: TestHub['hub']['routes'], outputs: ReadonlySet<z.ZodType>): string[] {
  return routes.flatMap(route => {
    const name = `${route.method} ${route.path}`
    if (typeof route.response === 'string') return []
    const bare = unlabelledIn(route.response, outputs).filter(
      path => !(path.endsWith('.decisionId') && name in factsOnly),
    )
    return bare.map(path => `${name} ${path}`)
  })
}

const outputsOf = (kernel: TestHub['hub']['kernel']) =>
  new Set(kernel.algorithms.flatMap(one => piecesOf(one.output as z.ZodType)))

test('no answer of the product holds something an algorithm said without its label', () => {
  const { routes, kernel } = hub.hub
  const outputs = outputsOf(kernel)
  assert.ok(routes.length >= 100 && outputs.size >= 10, `${routes.length} routes, ${outputs.size} pieces`)
  assert.deepEqual(breachesOf(routes, outputs), [])
  const told = routes.filter(route => route.headers).map(route => `${route.method} ${route.path}`)
  for (const name of [
    'POST /api/cases/advice',
    'GET /api/cases/:caseId/advice',
    'GET /api/decisions/:decisionId',
    'POST /api/cases/bulk/preview',
  ])
    if (routes.some(route => `${route.method} ${route.path}` === name)) assert.ok(told.includes(name), name)
})

test('a route that forgets is found: planted with the output bare, with a field of it, with the id of a decision', () => {
  const { routes, kernel } = hub.hub
  const outputs = outputsOf(kernel)
  const advice = kernel.algorithms.find(one => one.id === 'cases.dispatch')!.output as z.ZodObject
  const field = Object.values(advice.shape)[1] as z.ZodType
  const plant = (response: z.ZodType) =>
    breachesOf([...routes, { ...routes[0]!, method: 'GET', path: '/api/forgetful', response }], outputs)
  assert.deepEqual(plant(z.object({ advice })), ['GET /api/forgetful .advice'])
  assert.deepEqual(plant(z.object({ items: z.array(z.object({ how: field })) })), [
    'GET /api/forgetful .items.how',
  ])
  assert.deepEqual(plant(z.object({ decisionId: z.string() })), ['GET /api/forgetful .decisionId'])
})

test('every file that leaves is known; those that hold AI output are labelled', () => {
  const names = hub.hub.routes
    .filter(route => typeof route.response === 'string')
    .map(route => `${route.method} ${route.path}`)
  assert.ok(names.length >= 8, names.join('\n'))
  assert.deepEqual(
    names.filter(name => !(name in files)),
    [],
  )
  for (const name of Object.keys(files)) assert.ok(names.includes(name), `${name} is gone`)
  for (const format of documentFormats) assert.ok(documentWriters[format])
})

test('an export of cases has no column that an algorithm filled', async () => {
  const columns = await readFile(
    resolve(import.meta.dirname, '../src/cases/board/export-row.rules.ts'),
    'utf8',
  )
  // A column of advice would need the label in the first line of the file: `labelCells` writes it.
  assert.doesNotMatch(columns, /advice|decision|confidence|candidate/i)
})

async function dispatcher() {
  const authorization = `Bearer ${await hub.token('dispatcher1')}`
  return { authorization, 'accept-language': 'zh-CN' }
}

/** A case reported by a seat who had advice on it. */
async function caseWithAdvice(): Promise<string> {
  const headers = { authorization: `Bearer ${await hub.token('seat1')}` }
  const draftId = crypto.randomUUID()
  const said = { subject: '路灯不亮', detail: '小区门口的路灯三天不亮了，请尽快维修。', regionId: null }
  const advised = await hub.server.inject({
    method: 'POST',
    url: '/api/cases/advice',
    headers,
    payload: { draftId, ...said },
  })
  assert.equal(advised.statusCode, 200, advised.body)
  const label = advised.json().advice.label
  assert.equal(label.aigc.ContentProducer, code)
  assert.equal(label.aigc.ProduceID, advised.json().advice.decisionId)
  const header = readEntry(String(advised.headers.aigc))
  assert.deepEqual([header.entry, header.problems], [label.aigc, []])
  const reported = await hub.server.inject({
    method: 'POST',
    url: '/api/cases',
    headers,
    payload: {
      draftId,
      ...said,
      address: '解放路 18 号',
      longitude: null,
      latitude: null,
      reporter: { name: '赵先生', phone: '13900000001', anonymous: false },
      channel: 'phone',
      nature: 'complaint',
      idempotencyKey: draftId,
    },
  })
  assert.ok(reported.statusCode < 300, reported.body)
  return reported.json().caseId
}

test('advice goes out as a file with its labels; without the visible one only on a recorded request', async () => {
  const caseId = await caseWithAdvice()
  const headers = await dispatcher()
  const url = `/api/cases/${caseId}/advice/document`
  const ask = (payload: object, as = headers) =>
    hub.server.inject({ method: 'POST', url, headers: as, payload })
  for (const format of documentFormats) {
    const file = await ask({ format })
    assert.equal(file.statusCode, 200, file.body)
    assert.equal(readEntry(String(file.headers.aigc)).entry?.ContentProducer, code)
  }
  const text = await ask({ format: 'txt' })
  assert.match(text.body, /^人工智能生成的建议，须经人工确认/)
  const request = { receiver: '市档案馆', reason: '归档格式不允许页眉', agreed: true }
  const bare = await ask({ format: 'md', unlabelled: request })
  assert.equal(bare.statusCode, 200)
  assert.doesNotMatch(bare.body, /人工智能生成/)
  assert.match(bare.body, /^---\nAIGC:\n/)
  assert.equal((await ask({ format: 'md', unlabelled: { ...request, agreed: false } })).statusCode, 400)
  const seat = { ...headers, authorization: `Bearer ${await hub.token('seat1')}` }
  assert.equal((await ask({ format: 'md', unlabelled: request }, seat)).statusCode, 403)
  assert.equal((await ask({ format: 'md' }, seat)).statusCode, 200)
  const security = { authorization: `Bearer ${await hub.token('data-steward1')}` }
  const list = await hub.server.inject({ url: '/api/labels/omissions', headers: security })
  assert.equal(list.statusCode, 200, list.body)
  const [only, ...others] = list.json().items
  assert.equal(others.length, 0)
  assert.deepEqual(
    [only.receiver, only.reason, only.format, only.subject],
    [request.receiver, request.reason, 'md', `case:${caseId}`],
  )
  assert.ok(new Date(only.keptUntil).getTime() - new Date(only.at).getTime() > 183 * 86_400_000)
  assert.equal((await hub.server.inject({ url: '/api/labels/omissions', headers: seat })).statusCode, 403)
})

function multipart(content: Buffer, name: string) {
  const mark = 'label-test'
  const head = `--${mark}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${mark}` },
    payload: Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${mark}--\r\n`)]),
  }
}

const foreign = madeHere({ producer: '001191110102MAD55U9H0F10002', produceId: 'picture-7' })

test('a file that is handed in is checked and not kept', async () => {
  const headers = await dispatcher()
  const facts = await hub.server.inject({ url: '/api/labels/facts', headers })
  assert.deepEqual(facts.json(), { producer: code, configured: true })
  const plain = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#3070a0' } })
    .png()
    .toBuffer()
  const send = async (file: Buffer, query = '') => {
    const sent = multipart(file, 'a.png')
    const answer = await hub.server.inject({
      method: 'POST',
      url: `/api/labels/check${query}`,
      payload: sent.payload,
      headers: { ...headers, ...sent.headers },
    })
    assert.equal(answer.statusCode, 200, answer.body)
    return answer.json()
  }
  assert.equal((await send(await stampPng(plain, foreign))).says, 'sure')
  assert.equal((await send(plain)).says, 'none')
  assert.equal((await send(plain, '?declared=true')).says, 'may-be')
})

test('a picture that a machine made keeps its producer, has us as propagator, and staff see it', async () => {
  const headers = await dispatcher()
  const caseId = await caseWithAdvice()
  const plain = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#3070a0' } })
    .jpeg()
    .toBuffer()
  const send = async (file: Buffer) => {
    const sent = multipart(file, 'bridge.jpg')
    const answer = await hub.server.inject({
      method: 'POST',
      url: `/api/cases/${caseId}/attachments?uploadId=${crypto.randomUUID()}`,
      payload: sent.payload,
      headers: { ...headers, ...sent.headers },
    })
    assert.equal(answer.statusCode, 201, answer.body)
    return answer.json().attachmentId as string
  }
  const made = await send(await stampJpeg(plain, foreign))
  const taken = await send(plain)
  const list = await hub.server.inject({ url: `/api/cases/${caseId}/attachments`, headers })
  const labels = new Map(
    list
      .json()
      .items.map((one: { attachmentId: string; aiLabel: { says: string; entry: unknown } }) => [
        one.attachmentId,
        one.aiLabel,
      ]),
  )
  assert.deepEqual(labels.get(made), { says: 'sure', because: ['entry:jpeg:APP1'], entry: foreign })
  assert.deepEqual(labels.get(taken), { says: 'none', because: [], entry: null })
  const original = async (id: string) => {
    const answer = await hub.server.inject({
      url: `/api/cases/${caseId}/attachments/${id}/original`,
      headers,
    })
    return (await sharp(answer.rawPayload).metadata()).xmpAsString ?? ''
  }
  assert.equal(await original(taken), '')
  const packet = await original(made)
  const kept = readEntry(entriesInXmp(packet)[0]!).entry!
  assert.deepEqual(
    [kept.ContentProducer, kept.ProduceID, kept.ContentPropagator],
    [foreign.ContentProducer, foreign.ProduceID, code],
  )
  assert.notEqual(entryText(kept), entryText(foreign))
})

test('the copy of such a picture for the public has the notice drawn into it, and the entry', async () => {
  const headers = await dispatcher()
  const caseId = await caseWithAdvice()
  const plain = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#3070a0' } })
    .png()
    .toBuffer()
  const release = async (file: Buffer) => {
    const sent = multipart(file, 'bridge.png')
    const added = await hub.server.inject({
      method: 'POST',
      url: `/api/cases/${caseId}/attachments?uploadId=${crypto.randomUUID()}`,
      payload: sent.payload,
      headers: { ...headers, ...sent.headers },
    })
    const { attachmentId } = added.json()
    const released = await hub.server.inject({
      method: 'POST',
      url: `/api/cases/${caseId}/attachments/${attachmentId}/release`,
      payload: { hidden: [] },
      headers,
    })
    assert.equal(released.statusCode, 200, released.body)
    const photo = await hub.server.inject(`/api/public/photos/${attachmentId}`)
    assert.equal(photo.statusCode, 200)
    return photo.rawPayload
  }
  // White letters on a ground that has no white.
  const letters = async (picture: Buffer) => {
    const { data } = await sharp(picture).greyscale().raw().toBuffer({ resolveWithObject: true })
    return data.filter(value => value > 200).length
  }
  const made = await release(await stampPng(plain, foreign))
  assert.ok((await letters(made)) > 50)
  const packet = (await sharp(made).metadata()).xmpAsString ?? ''
  const kept = readEntry(entriesInXmp(packet)[0]!).entry
  assert.deepEqual([kept?.ContentProducer, kept?.ContentPropagator], [foreign.ContentProducer, code])
  const taken = await release(plain)
  assert.equal(await letters(taken), 0)
  assert.equal((await sharp(taken).metadata()).xmpAsString, undefined)
})
