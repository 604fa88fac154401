import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { inTransaction } from '../../src/base/index.ts'
import { verifyLog } from '../../src/ledger/index.ts'
import { seenHead } from '../../src/ledger/log/seen-head.ts'
import { saveWitness } from '../../src/ledger/witness/witness.store.ts'
import { browserOf } from '../../test/fixtures/browser.ts'
import { openConsole } from './open-console.ts'
import { hardToRead } from './seen.ts'
import { signInOfficer } from './sign-in-officer.ts'

test('an auditor sees how the ledger stands and who lags, keeps a checkpoint, and takes a proof of a decision', async t => {
  const open = await openConsole(t)
  if (!open) return
  const { database } = open.hub.hub
  const seat = await browserOf(open.hub, 'seat1')
  const { advice } = await seat.act<{ advice: { decisionId: string } }>('/api/cases/advice', {
    draftId: crypto.randomUUID(),
    subject: '',
    detail: '解放路上的路灯坏了好几盏',
    regionId: null,
  })
  await open.hub.hub.ledgerLog.sequence()
  // Nobody listens there: what the page says of a witness that is down.
  await inTransaction(database, tx =>
    saveWitness(tx, {
      id: '0a0b0c0d',
      name: 'audit.example',
      verifier_key: 'none',
      url: 'http://127.0.0.1:9',
    }),
  )
  const page = await signInOfficer(open, 'audit-admin')
  await page.getByRole('link', { name: '台账' }).click()
  await page.getByRole('cell', { name: 'audit.example' }).waitFor()
  await page.getByText('正在签署').waitFor()
  assert.deepEqual(await hardToRead(page), [])
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: '保存检查点' }).click()
  const kept = seenHead(await readFile(await (await saved).path(), 'utf8'))!
  await page.goto(`${open.address}/decisions/${advice.decisionId}`)
  const file = page.waitForEvent('download')
  await page.getByRole('button', { name: '下载证明' }).click()
  const proof = JSON.parse(await readFile(await (await file).path(), 'utf8'))
  assert.equal(proof.decision.id, advice.decisionId)
  assert.doesNotMatch(JSON.stringify(proof), /解放路/)
  const { findings } = await verifyLog(database, { seen: [kept], records: [] })
  assert.deepEqual(findings, [])
  assert.deepEqual(open.faults, [])
})
