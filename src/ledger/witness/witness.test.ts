import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { inTransaction } from '#base/index.ts'
import { testDatabase } from '../../../test/test-database.ts'
import { append } from '../append-entry.ts'
import { createLog } from '../log/create-log.ts'
import { selectHead } from '../log/log.store.ts'
import { readLogHealth } from '../log/read-health.ts'
import { cosignedAt, readNote, readVerifierKey, signedBy, type Verifier } from '../note/note.rules.ts'
import { logVerifiers } from '../note/signing-keys.ts'
import { entryProof } from '../prove/proof-file.ts'
import { proveConsistency } from '../prove/prove-entry.ts'
import { askWitnesses, type Post, postToWitness } from './ask-witnesses.ts'
import { addWitness, dropWitness } from './manage-witness.ts'
import { serveWitness } from './serve-witness.ts'
import { addCheckpointText } from './witness.rules.ts'

/** A log that grows when it is told to. */
async function growing(t: TestContext) {
  const { database } = await testDatabase(t, { upTo: 'ledger' })
  const folder = await mkdtemp(join(tmpdir(), 'chengshu-witness-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  const log = createLog({ database, dataFolder: folder, origin: 'city.example/ledger' })
  const grow = async (count: number) => {
    const entries = Array.from({ length: count }, (_, n) => ({ kind: 'a.b', subject: 's', body: { n } }))
    const ids = await inTransaction(database, tx => append(tx, entries))
    await log.sequence()
    return ids
  }
  await grow(20)
  const logs = await logVerifiers(database)
  return { database, folder, grow, logs, head: async () => (await selectHead(database))! }
}

async function witness(t: TestContext, folder: string, logs: readonly Verifier[]) {
  const warnings: string[] = []
  const parts = { name: 'audit.example', folder, logs, warn: (error: Error) => warnings.push(error.message) }
  const { server, verifierKey } = await serveWitness(parts)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => server.close())
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { url, key: verifierKey, server, warnings }
}

const troubleOf = async (database: Parameters<typeof readLogHealth>[0]) =>
  (await readLogHealth(database)).witnesses.map(one => [one.size, one.behind, one.trouble])

test('a witness follows the log, its cosignature goes with proofs, and the page says who lags', async t => {
  const of = await growing(t)
  const { url, key } = await witness(t, join(of.folder, 'w'), of.logs)
  assert.equal((await (await fetch(`${url}/key`)).text()).trim(), key)
  await addWitness(of.database, { url, key }, 'tester')
  const [id] = await of.grow(5)
  assert.equal(await askWitnesses(of.database), 1)
  assert.equal(await askWitnesses(of.database), 0, 'the same head is not asked for twice')
  const proof = await entryProof(of.database, id!)
  const note = readNote(proof.checkpoint)!
  assert.ok(cosignedAt(signedBy(note, readVerifierKey(key)!)!)! <= new Date())
  assert.ok(signedBy(note, of.logs[0]!))
  await of.grow(300)
  const { size } = await of.head()
  assert.deepEqual(await troubleOf(of.database), [[size - 300, 300, null]])
  assert.equal(await askWitnesses(of.database), 1)
  assert.deepEqual(await troubleOf(of.database), [[size, 0, null]])
})

test('a witness that was away is caught up with; one that forgot begins anew; one that is down is told', async t => {
  const of = await growing(t)
  const folder = join(of.folder, 'w')
  const first = await witness(t, folder, of.logs)
  const id = await addWitness(of.database, { url: first.url, key: first.key }, 'tester')
  await askWitnesses(of.database)
  await of.grow(9)
  first.server.close()
  await once(first.server, 'close')
  assert.equal(await askWitnesses(of.database), 0)
  assert.equal((await readLogHealth(of.database)).witnesses[0]!.trouble, 'unreachable')
  const again = await witness(t, folder, of.logs)
  assert.equal(again.key, first.key)
  await addWitness(of.database, { url: again.url, key: again.key }, 'tester')
  assert.equal(await askWitnesses(of.database), 1)
  await of.grow(9)
  await rm(folder, { recursive: true })
  const forgot = await witness(t, folder, of.logs)
  assert.notEqual(forgot.key, first.key, 'its key went with its memory')
  await dropWitness(of.database, id, 'tester')
  await assert.rejects(dropWitness(of.database, id, 'tester'), { code: 'ledger.no-witness' })
  await addWitness(of.database, { url: forgot.url, key: forgot.key }, 'tester')
  assert.equal(await askWitnesses(of.database), 1)
})

test('a witness that lies, loops, or knows more than the log does: each is told, nothing of it kept', async t => {
  const of = await growing(t)
  const { key } = await witness(t, join(of.folder, 'w'), of.logs)
  await addWitness(of.database, { url: 'http://w.example', key }, 'tester')
  const { size } = await of.head()
  const posts: [Post, string][] = [
    [async () => ({ status: 200, body: '\u2014 audit.example AAAAAAAA\n' }), 'lied'],
    [async () => ({ status: 200, body: 'a page' }), 'lied'],
    [async () => ({ status: 409, body: `${size + 1}\n` }), 'ahead'],
    [async () => ({ status: 409, body: '3\n' }), 'refused'],
    [async () => ({ status: 409, body: 'x' }), 'refused'],
    [async () => ({ status: 422, body: '' }), 'forked'],
    [async () => ({ status: 500, body: '' }), 'refused'],
    [async () => Promise.reject(new Error('down')), 'unreachable'],
  ]
  for (const [post, trouble] of posts) {
    assert.equal(await askWitnesses(of.database, post), 0)
    assert.equal((await readLogHealth(of.database)).witnesses[0]!.trouble, trouble)
  }
  await assert.rejects(addWitness(of.database, { url: 'http://x', key: 'no' }, 't'), { code: /witness-key/ })
  await assert.rejects(addWitness(of.database, { url: 'file:///etc', key }, 't'), { code: /witness-key/ })
})

test('a witness signs one history only: not an unknown log, another key, a jump without proof, nor a fork', async t => {
  const of = await growing(t)
  const other = await growing(t)
  const folder = join(of.folder, 'w')
  const { url } = await witness(t, folder, of.logs)
  const add = async (body: string) => await postToWitness(`${url}/add-checkpoint`, body)
  const first = await of.head()
  const forked = await other.head()
  assert.equal((await add('nonsense')).status, 400)
  assert.equal((await add(addCheckpointText(0, [], forked.note))).status, 403, 'a head signed by another key')
  const renamed = first.note.replaceAll('city.example', 'else.example')
  assert.equal((await add(addCheckpointText(0, [], renamed))).status, 404)
  assert.equal((await add(addCheckpointText(5, [], first.note))).status, 409)
  assert.equal((await add(addCheckpointText(0, [], first.note))).status, 200)
  assert.equal(
    (await add(addCheckpointText(0, [], first.note))).body,
    `${first.size}\n`,
    '409 names the size it knows',
  )
  assert.equal((await add(addCheckpointText(first.size, [], first.note))).status, 200, 'the same head again')
  await of.grow(30)
  const second = await of.head()
  assert.equal((await add(addCheckpointText(first.size, [], second.note))).status, 422)
  const { proof } = await proveConsistency(of.database, { older: first.size })
  const turned = [proof[0]!.map(byte => byte ^ 1), ...proof.slice(1)]
  assert.equal((await add(addCheckpointText(first.size, turned, second.note))).status, 422)
  const both = await Promise.all([1, 2].map(() => add(addCheckpointText(first.size, proof, second.note))))
  assert.deepEqual(both.map(one => one.status).sort(), [200, 409])
  const kept = await witness(t, folder, of.logs)
  const old = await postToWitness(`${kept.url}/add-checkpoint`, addCheckpointText(first.size, [], first.note))
  assert.equal(old.status, 409, 'what it saw outlives the process')
  assert.match(await readFile(join(folder, 'witness.key'), 'utf8'), /PRIVATE KEY/)
  const large = await fetch(`${url}/add-checkpoint`, { method: 'POST', body: 'x'.repeat(70_000) })
  assert.equal(large.status, 413)
  assert.equal((await fetch(`${url}/`)).status, 404)
})
