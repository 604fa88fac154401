import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { test } from 'node:test'
import {
  cosignedAt,
  headText,
  keyIdOf,
  noteText,
  readHead,
  readNote,
  readSignatureLine,
  readVerifierKey,
  type SignatureKind,
  signAsCosigner,
  signAsLog,
  signatureLine,
  signedBy,
  type Verifier,
  verifierKey,
} from './note.rules.ts'

function key(name: string, kind: SignatureKind) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(12)
  const keyId = keyIdOf(name, kind, raw)
  const verifier: Verifier = { name, keyId, kind, publicKey: raw }
  return { name, keyId, privateKey, verifier }
}

const log = key('city.example/ledger', 'log')
const witness = key('audit.example', 'cosigner')
const head = { origin: log.name, size: 42, root: Buffer.alloc(32, 7) }
const text = headText(head)

test('the example of the signed-note specification is read and its key id is the one it gives', () => {
  // C2SP signed-note: the example key of golang.org/x/mod/sumdb/note.
  const peter = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
  const verifier = readVerifierKey(peter)!
  assert.equal(verifier.name, 'PeterNeumann')
  assert.equal(verifier.kind, 'log')
  const note = readNote(
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n" +
      '\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n',
  )!
  assert.ok(signedBy(note, verifier))
  assert.equal(verifierKey(verifier), peter)
})

test('a head is written in three lines and read back; anything else is no head', () => {
  assert.equal(text, `city.example/ledger\n42\n${Buffer.alloc(32, 7).toString('base64')}\n`)
  assert.deepEqual(readHead(text), head)
  assert.deepEqual(readHead(`${text}an extension\n`), head)
  const root = head.root.toString('base64')
  for (const bad of [
    '',
    `\n42\n${root}\n`,
    `o\n042\n${root}\n`,
    `o\n-1\n${root}\n`,
    `o\n1e3\n${root}\n`,
    `o\n99999999999999999999\n${root}\n`,
    'o\n42\nAAAA\n',
    `o\n42\n${root.slice(0, -1)}\n`,
  ])
    assert.equal(readHead(bad), null, JSON.stringify(bad))
})

test('a log and a witness sign; each is believed only for its own kind, name, key and text', () => {
  const at = new Date('2026-03-01T08:00:05.700Z')
  const note = {
    text,
    signatures: [signAsLog(text, log), signAsCosigner(text, at, witness)],
  }
  const read = readNote(noteText(note))!
  assert.deepEqual(read.text, text)
  assert.ok(signedBy(read, log.verifier))
  const cosigned = signedBy(read, witness.verifier)!
  assert.equal(cosignedAt(cosigned)?.toISOString(), '2026-03-01T08:00:05.000Z')
  assert.equal(cosignedAt(signAsLog(text, log)), null)
  const other = { ...read, text: headText({ ...head, size: 43 }) }
  assert.equal(signedBy(other, log.verifier), undefined)
  assert.equal(signedBy(other, witness.verifier), undefined)
  assert.equal(signedBy(read, { ...log.verifier, name: 'else.example' }), undefined)
  assert.equal(signedBy(read, { ...log.verifier, keyId: '00000000' }), undefined)
  assert.equal(signedBy(read, { ...log.verifier, publicKey: witness.verifier.publicKey }), undefined)
  assert.equal(signedBy(read, { ...witness.verifier, kind: 'log' }), undefined)
  assert.equal(signedBy(read, { ...log.verifier, kind: 'cosigner' }), undefined)
})

test('a witness cannot move its own time afterwards', () => {
  const signature = signAsCosigner(text, new Date('2026-03-01T08:00:05Z'), witness)
  const moved = Buffer.from(signature.signature)
  moved[7]! ^= 1
  assert.equal(
    signedBy({ text, signatures: [{ ...signature, signature: moved }] }, witness.verifier),
    undefined,
  )
})

test('a verifier key is read back; one with another id, kind, length or name is not', () => {
  for (const { verifier } of [log, witness])
    assert.deepEqual(readVerifierKey(` ${verifierKey(verifier)}\n`), verifier)
  const raw = log.verifier.publicKey
  assert.notEqual(keyIdOf('one', 'log', raw), keyIdOf('one', 'cosigner', raw))
  const good = verifierKey(log.verifier)
  const [name, , body] = good.split('+')
  const long = Buffer.concat([raw, Buffer.of(0)])
  const longKey = Buffer.concat([Buffer.of(1), long]).toString('base64')
  for (const bad of [
    'nothing',
    good.replace(log.keyId, '00000000'),
    `${name}+${log.keyId}+${Buffer.concat([Buffer.of(2), log.verifier.publicKey]).toString('base64')}`,
    `${name}+${log.keyId}+${body!.slice(0, 8)}`,
    `${name}+${keyIdOf(name!, 'log', long)}+${longKey}`,
    `two names+${good.slice(good.indexOf('+') + 1)}`,
  ])
    assert.equal(readVerifierKey(bad), null, bad)
})

test('a note with one broken line is no note', () => {
  const line = signatureLine(signAsLog(text, log))
  assert.ok(readNote(`${text}\n${line}`))
  for (const bad of [
    text,
    `${text}\n`,
    `${text}\n${line.trimEnd()}`,
    `${text}\n${line.trimEnd()}x`,
    `${text}\n${line}— x\n`,
    `${text}\n${line.replace('— ', '- ')}`,
    `${text}\n— a+b ${line.split(' ')[2]}`,
  ])
    assert.equal(readNote(bad), null, JSON.stringify(bad))
  assert.equal(readSignatureLine('— name AAAA'), null)
})
