import assert from 'node:assert/strict'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import { sql } from 'kysely'
import { commitment, readEntries } from '#ledger/index.ts'
import { reportBody, testCases } from '../../../test/test-cases.ts'
import type { CaseFilter } from '../case.contract.ts'
import { reportCase } from '../report-case.ts'
import { exportCases, listExports } from './export-cases.ts'
import { forgetSearched } from './forget-searched.ts'

/** What somebody typed to search by before taking cases out may be a name: it stands nowhere where it cannot be erased. */
test('of what was typed an export keeps that it was, a salted commitment in the ledger, and the words apart until they go', async t => {
  const { loop, database, owner, person } = await testCases(t)
  const seat = await person('seat', ['seat'])
  const dispatcher = await person('dispatcher', ['dispatcher'])
  await reportCase(loop, seat, reportBody())
  const take = async (filter: Partial<CaseFilter>) => {
    const wanted = { filter: { limit: 50, ...filter }, format: 'csv', language: 'zh' } as const
    await text((await exportCases(loop, dispatcher, wanted)).body as Readable)
  }
  const typed = { words: '路灯', phone: '13800138000', name: '王小明', address: '幸福路' }
  await take({ ...typed, state: 'reported' })
  await take({ state: 'reported', below: 'false' })
  const [plain, searched] = (await listExports(loop, dispatcher)).items
  assert.deepEqual(plain!.filter, { state: 'reported', below: 'false' })
  assert.deepEqual(searched!.filter, { words: '*', phone: '*', name: '*', address: '*', state: 'reported' })

  const everything = async () => {
    const { rows } = await sql<{ line: string }>`
      select to_jsonb(entry)::text as line from ledger.entry entry
      union all select to_jsonb(export)::text from cases.export export`.execute(owner)
    return rows.map(row => row.line).join('\n')
  }
  for (const word of Object.values(typed)) assert.ok(!(await everything()).includes(word), word)

  const { rows } = await sql<{ export_id: string; salt: Buffer; searched: Record<string, string> }>`
    select export_id, salt, searched from cases.export_content`.execute(owner)
  assert.deepEqual(
    rows.map(row => [row.export_id, row.searched]),
    [[searched!.exportId, typed]],
    'and where nothing was typed nothing is kept',
  )
  const [entry] = await readEntries(database, `export:${searched!.exportId}`)
  const proof = (entry!.body as { searched: string }).searched
  assert.equal(proof, commitment(rows[0]!.salt, rows[0]!.searched).toString('hex'))
  assert.notEqual(proof, commitment(rows[0]!.salt, { ...typed, name: '王小红' }).toString('hex'))
  const [other] = await readEntries(database, `export:${plain!.exportId}`)
  assert.equal('searched' in (other!.body as object), false)

  const day = 86_400_000
  assert.equal(await forgetSearched(database, new Date(Date.now() + 179 * day)), 0)
  assert.equal(await forgetSearched(database, new Date(Date.now() + 181 * day)), 1)
  assert.equal(await forgetSearched(database, new Date(Date.now() + 181 * day)), 0)
  assert.deepEqual(
    (await listExports(loop, dispatcher)).items.map(one => one.filter.words ?? null),
    [null, '*'],
    'that it was typed stays on record',
  )
  assert.ok((await readEntries(database, `export:${searched!.exportId}`)).every(one => one.intact))
})
