import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { sql } from 'kysely'
import { decided } from '#kernel/verify/decided.fixture.ts'
import { createLog, newestEntries } from '#ledger/index.ts'
import { verifierKey } from '#ledger/note/note.rules.ts'
import { logVerifiers } from '#ledger/note/signing-keys.ts'
import { askWitnesses } from '#ledger/witness/ask-witnesses.ts'
import { readCommand } from '../command-line.rules.ts'
import { ledgerVerb } from './run-ledger.ts'
import { witnessVerb } from './run-witness.ts'

type Fixture = Awaited<ReturnType<typeof decided>>

const run = async ({ database, folder, log }: Fixture, ...words: string[]) =>
  await ledgerVerb(
    { database, dataFolder: folder, ledgerLog: log, report: () => undefined },
    readCommand(['ledger', ...words]),
  )

test('verify: nothing found, then what was altered by name, whole and since a checkpoint', async t => {
  const of = await decided(t)
  const good = await run(of, 'verify')
  assert.equal(good.exitCode, 0)
  assert.match(good.text, /^✓ \d+ entries of city\.example\/ledger, \d+ read again: nothing was altered$/)
  const kept = join(of.folder, 'kept')
  await writeFile(kept, await readFile(join(of.folder, 'ledger/checkpoint')))
  await run(of, 'prove', of.singles[0]!, '--out', join(of.folder, 'proof.json'))
  await of.log.sequence()
  const since = await run(of, 'verify', '--since', kept)
  assert.match(since.text, / 1 read again: nothing/)
  assert.equal((await run(of, 'verify', '--seen', kept)).exitCode, 0)
  await of.asOwner('kernel.decision', `update kernel.decision set level = 'L1' where id = '${of.singles[2]}'`)
  const bad = await run(of, 'verify')
  assert.equal(bad.exitCode, 1)
  assert.match(bad.text, new RegExp(`✗ ${of.singles[2]} .* is not what entry`))
})

test('prove: a decision of a moment ago gets its place first; wrong words are said', async t => {
  const of = await decided(t)
  const out = join(of.folder, 'proof.json')
  const done = await run(of, 'prove', of.batch[0]!, '--out', out, '--purpose', 'audit')
  assert.match(done.text, /number \d+/)
  const proof = JSON.parse(await readFile(out, 'utf8'))
  assert.equal(proof.decision.id, of.batch[0])
  assert.ok(proof.decision.content.input.text)
  for (const words of [
    ['prove'],
    ['prove', 'x', '--out', out],
    ['prove', of.batch[0]!],
    ['prove', of.batch[0]!, '--out', out, '--purpose', 'fun'],
    ['burn'],
    ['resume'],
    ['verify', '--since', out],
  ])
    await assert.rejects(run(of, ...words), { code: 'operations.wrong-arguments' }, words.join(' '))
})

test('rotate: two keys sign until the old one is ended; the last one is not ended', async t => {
  const of = await decided(t)
  const { json } = await run(of, 'rotate')
  const { added } = json as { added: string }
  const note = async () =>
    (await readFile(join(of.folder, 'ledger/checkpoint'), 'utf8')).trimEnd().split('\n')
  const both = await note()
  assert.equal(both.filter(line => line.startsWith('\u2014 ')).length, 2)
  const { rows } = await sql<{ id: string }>`select id from ledger.signing_key where id <> ${added}`.execute(
    of.database,
  )
  await run(of, 'rotate', '--end', rows[0]!.id)
  assert.equal((await note()).filter(line => line.startsWith('\u2014 ')).length, 1)
  await assert.rejects(run(of, 'rotate', '--end', added), { code: 'ledger.last-key' })
  await assert.rejects(run(of, 'rotate', '--end', '00000000'), { code: 'ledger.last-key' })
  assert.equal((await run(of, 'verify')).exitCode, 0, 'what the ended key signed is still believed')
})

test('resume: only where the log is broken; then under a new name, with what was lost on record', async t => {
  const of = await decided(t)
  await assert.rejects(run(of, 'resume', '--reason', 'a try'), { code: 'ledger.nothing-to-resume' })
  const file = join(of.folder, 'ledger/checkpoint')
  const [origin, size, ...rest] = (await readFile(file, 'utf8')).split('\n')
  await writeFile(file, [origin, Number(size) + 7, ...rest].join('\n'))
  const fresh = () => createLog({ database: of.database, dataFolder: of.folder, origin: undefined })
  await assert.rejects(fresh().sequence(), { code: 'ledger.rolled-back' })
  assert.match((await run(of, 'verify')).text, /rolled back/)
  const { text } = await run(of, 'resume', '--reason', 'the disk was replaced, restored from last night')
  assert.match(text, /city\.example\/ledger\/r2/)
  await fresh().sequence()
  const [entry] = await newestEntries(of.database, 1)
  assert.equal(entry!.kind, 'ledger.resumed')
  assert.equal((entry!.body as { seenSize: number }).seenSize, Number(size) + 7)
  assert.equal((await run(of, 'verify')).exitCode, 0)
})

test('witness: one is run, added, asked, and its signature goes into the next proof; wrong words are said', async t => {
  const of = await decided(t)
  const logKey = (await logVerifiers(of.database)).map(verifierKey)[0]!
  const words = ['--name', 'audit.example', '--folder', join(of.folder, 'w'), '--port', '0', '--log', logKey]
  const said: string[] = []
  const report = (line: string) => void said.push(line)
  const ran = await witnessVerb({ report }, readCommand(['witness', ...words]), async url => {
    const key = said.join('\n').split('\n').at(-1)!
    const { json } = await run(of, 'witness', '--url', url, '--key', key)
    assert.equal(await askWitnesses(of.database), 1)
    const out = join(of.folder, 'proof.json')
    await run(of, 'prove', of.singles[0]!, '--out', out)
    assert.match(await readFile(out, 'utf8'), /audit\.example/)
    await run(of, 'witness', '--end', (json as { added: string }).added)
    await assert.rejects(run(of, 'witness', '--end', 'x'), { code: 'ledger.no-witness' })
  })
  assert.match(ran.text, /has ended/)
  for (const wrong of [
    ['--name', 'two words', ...words.slice(2)],
    [...words.slice(0, -1), 'nothing'],
    [...words.slice(0, 4), '--port', '99999', '--log', logKey],
    words.slice(2),
  ])
    await assert.rejects(witnessVerb({ report }, readCommand(['witness', ...wrong])), {
      code: 'operations.wrong-arguments',
    })
})
