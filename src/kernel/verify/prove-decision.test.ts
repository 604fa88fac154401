import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { readConfig, uuidv7 } from '#base/index.ts'
import { readEntries } from '#ledger/index.ts'
import { type algorithm, code, person } from '../kernel.fixture.ts'
import { decided } from './decided.fixture.ts'
import { type DecisionProof, proveDecision } from './prove-decision.ts'

const root = resolve(import.meta.dirname, '../../..')

/** Runs the stand-alone verifier as a stranger would: in another process, with nothing but the file. */
async function verifier(...words: string[]): Promise<{ out: string; proved: boolean }> {
  const script = join(root, 'bin/verify-proof.mjs')
  const ran = await promisify(execFile)(process.execPath, [script, ...words]).catch(error => error)
  return { out: ran.stdout, proved: ran.stdout.trimEnd().endsWith('\nPROVED') }
}

const changed = (proof: DecisionProof, change: (copy: DecisionProof) => void): DecisionProof => {
  const copy = structuredClone(proof)
  change(copy)
  return copy
}

test('a decision, one of a batch and one with what was said are proved on another machine by one file', async t => {
  const { database, singles, batch, folder } = await decided(t)
  const file = join(folder, 'proof.json')
  const write = (proof: DecisionProof) => writeFileSync(file, JSON.stringify(proof))
  const single = await proveDecision(database, person, { decisionId: singles[0]! })
  const [key] = single.keys
  write(single)
  const own = await verifier(file)
  assert.ok(own.proved, own.out)
  assert.match(own.out, /NOTE: this key came with the proof/)
  const given = await verifier(file, '--key', key!)
  assert.ok(given.proved)
  assert.doesNotMatch(given.out, /NOTE/)
  assert.doesNotMatch(JSON.stringify(single), /13900000001/)
  write(await proveDecision(database, person, { decisionId: batch[7]! }))
  assert.ok((await verifier(file)).proved)
  const spoken = await proveDecision(database, person, { decisionId: singles[0]!, purpose: 'audit' })
  write(spoken)
  const opened = await verifier(file)
  assert.match(opened.out, /what went in and came out is what was committed to/)
  assert.ok(opened.proved, opened.out)
})

test('whatever is changed in a proof, it proves nothing and says why', async t => {
  const { database, singles, batch, folder } = await decided(t)
  const file = join(folder, 'proof.json')
  const one = await proveDecision(database, person, { decisionId: singles[1]!, purpose: 'audit' })
  const many = await proveDecision(database, person, { decisionId: batch[3]! })
  const wrong: [DecisionProof, RegExp][] = [
    [changed(one, copy => Object.assign(copy.entry.body!, { outcome: 'refused' })), /altered/],
    [changed(one, copy => (copy.entry.recordedAt = '2020-01-01T00:00:00.000Z')), /altered/],
    [changed(one, copy => (copy.index += 1)), /altered/],
    [changed(one, copy => copy.proof.pop()), /altered/],
    [changed(one, copy => (copy.decision.leaves[0]!.model = 'm2')), /not what the entry says/],
    [changed(one, copy => (copy.decision.content!.input = { text: 'x' })), /input is not/],
    [changed(one, copy => (copy.decision.content!.output = null)), /output is not/],
    [changed(one, copy => (copy.checkpoint = copy.checkpoint.replace('\n', 'x\n'))), /no key of the log/],
    [changed(one, copy => (copy.keys = [])), /no key of the log/],
    [changed(one, copy => (copy.checkpoint = '')), /no signed note/],
    [changed(one, copy => Object.assign(copy, { format: 'x' })), /no proof/],
    [changed(many, copy => (copy.decision.leaves[9]!.outcome = 'failed')), /not what the entry says/],
    [changed(many, copy => copy.decision.leaves.pop()), /not what the entry says/],
    [changed(many, copy => (copy.decision.id = singles[0]!)), /not among/],
  ]
  for (const [proof, why] of wrong) {
    writeFileSync(file, JSON.stringify(proof))
    const { out, proved } = await verifier(file)
    assert.ok(!proved && why.test(out), `${why} ${out}`)
  }
  writeFileSync(file, JSON.stringify(one))
  const other = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
  assert.match((await verifier(file, '--key', other)).out, /no key of the log/)
  assert.match((await verifier(file, '--witness', other)).out, /did not sign/)
  assert.match((await verifier(join(folder, 'none.json'))).out, /NOT PROVED: ENOENT/)
})

test('taking a proof is on record; content needs a purpose and the level; what is not there, or not yet, is said', async t => {
  const { database, singles, kernel } = await decided(t)
  await proveDecision(database, person, { decisionId: singles[0]! })
  const taken = (await readEntries(database, 'case:0')).filter(one => one.kind === 'decision.proof-taken')
  assert.equal(taken.length, 1)
  const low = { ...person, scope: { ...person.scope, level: 'L2' as const } }
  await assert.rejects(
    proveDecision(database, low, { decisionId: singles[0]!, purpose: 'audit' }),
    code('kernel.level-too-low'),
  )
  await assert.rejects(
    proveDecision(database, person, { decisionId: uuidv7() }),
    code('kernel.decision-not-found'),
  )
  const [usual] = kernel.algorithms as [ReturnType<typeof algorithm>]
  const made = await kernel.infer(usual, { subject: 'case:new', input: { text: '水' } }, person)
  await assert.rejects(
    proveDecision(database, person, { decisionId: made.decisionId }),
    code('ledger.not-yet'),
  )
})

const vectors = [
  join(root, '../shared/vectors/rfc6962'),
  join(readConfig().benchDataFolder, '../vectors/rfc6962'),
].find(one => existsSync(one))

test('the stand-alone verifier passes the 196 published vectors', {
  skip: vectors ? false : 'no vectors beside the repository (transparency-dev/merkle testdata)',
}, async () => {
  const { out, proved } = await verifier('--vectors', vectors!)
  assert.ok(proved, out)
  assert.match(out, /^196 vectors agree/)
})
