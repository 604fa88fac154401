#!/usr/bin/env node
// Verifies a proof that `chengshu ledger prove` wrote, or compares two checkpoints, on any machine with Node 20 or newer and
// without the product: this one file, node:crypto, and what you were given. See docs/ledger.md for what it proves and what not.
//
//   node verify-proof.mjs PROOF.json [--key NAME+ID+KEY] [--witness NAME+ID+KEY]
//   node verify-proof.mjs --consistency FILE.json OLDER NEWER [--key NAME+ID+KEY]
//   node verify-proof.mjs --vectors FOLDER        (transparency-dev/merkle testdata)
import { createPublicKey, hash, verify } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const bytes = text => Buffer.from(text ?? '', 'base64')
const sha256 = (...parts) => hash('sha256', Buffer.concat(parts), 'buffer')
const leafHash = text => sha256(Buffer.of(0), Buffer.from(text))
const nodeHash = (left, right) => sha256(Buffer.of(1), left, right)
const isHash = one => one.length === 32
const isSize = one => Number.isSafeInteger(one) && one >= 0
const isOdd = value => value % 2 === 1
const half = value => Math.floor(value / 2)

function fail(problem) {
  throw new Error(problem)
}

/** Canonical JSON (RFC 8785). */
export function canonicalJson(value) {
  if (value === null || typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string')
    return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  const members = Object.keys(value)
    .sort()
    .map(key => `${JSON.stringify(key)}:${canonicalJson(value[key])}`)
  return `{${members.join(',')}}`
}

/** The root that a proof of inclusion comes to (RFC 9162, 2.1.3.2); null when it proves nothing. */
export function rootOfInclusion({ index, size, leaf, proof }) {
  if (!isSize(index) || !isSize(size) || index >= size || ![leaf, ...proof].every(isHash)) return null
  let [node, last, root] = [index, size - 1, leaf]
  for (const sibling of proof) {
    if (last === 0) return null
    if (isOdd(node) || node === last) {
      root = nodeHash(sibling, root)
      while (!isOdd(node) && node !== 0) [node, last] = [half(node), half(last)]
    } else root = nodeHash(root, sibling)
    ;[node, last] = [half(node), half(last)]
  }
  return last === 0 ? root : null
}

/** Whether the newer tree begins with the older (RFC 9162, 2.1.4.2). */
export function isConsistent({ older, newer, proof }) {
  if (!isSize(older.size) || !isSize(newer.size) || older.size > newer.size || older.size === 0) return false
  if (older.size === newer.size) return proof.length === 0 && older.root.equals(newer.root)
  if (![older.root, newer.root, ...proof].every(isHash)) return false
  let [node, last] = [older.size - 1, newer.size - 1]
  while (isOdd(node)) [node, last] = [half(node), half(last)]
  const steps = [...proof]
  const first = node === 0 ? older.root : steps.shift()
  if (first === undefined) return false
  let [before, after] = [first, first]
  for (const sibling of steps) {
    if (last === 0) return false
    if (isOdd(node) || node === last) {
      before = nodeHash(sibling, before)
      after = nodeHash(sibling, after)
      while (!isOdd(node) && node !== 0) [node, last] = [half(node), half(last)]
    } else after = nodeHash(after, sibling)
    ;[node, last] = [half(node), half(last)]
  }
  return last === 0 && before.equals(older.root) && after.equals(newer.root)
}

/** A key as NAME+ID+KEY: kind 1 is a log, kind 4 a witness (C2SP). */
function readKey(text) {
  const found = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(text ?? '')
  const body = bytes(found?.[3])
  if (!found || body.length !== 33) fail(`no key: ${text}`)
  const named = sha256(Buffer.from(`${found[1]}\n`), body)
  if (named.toString('hex', 0, 4) !== found[2]) fail(`the id of the key ${found[1]} is not its own`)
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), body.subarray(1)])
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' })
  return { name: found[1], id: found[2], kind: body[0], key }
}

/** A signed note: the text, and what stands under it. */
function readNote(note) {
  const split = note.lastIndexOf('\n\n')
  if (split < 0) fail('the checkpoint is no signed note')
  const signatures = note
    .slice(split + 2)
    .trimEnd()
    .split('\n')
    .map(line => {
      const [dash, name, body] = line.split(' ')
      if (dash !== '\u2014' || !body) fail('the checkpoint has a line that is no signature')
      return { name, id: bytes(body).toString('hex', 0, 4), signature: bytes(body).subarray(4) }
    })
  const text = note.slice(0, split + 1)
  const [origin, size, root] = text.split('\n')
  if (!/^(0|[1-9]\d*)$/.test(size ?? '') || !isHash(bytes(root))) fail('the checkpoint has no size and root')
  return { text, origin, size: Number(size), root: bytes(root), signatures }
}

/** When a witness saw the note, in words; true for a log; undefined when the key did not sign it. */
function signedBy({ text, signatures }, { name, id, kind, key }) {
  for (const one of signatures.filter(each => each.name === name && each.id === id)) {
    if (kind === 1 && verify(null, Buffer.from(text), key, one.signature)) return true
    if (kind !== 4 || one.signature.length !== 72) continue
    const seconds = one.signature.readBigUInt64BE()
    const said = Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`)
    if (verify(null, said, key, one.signature.subarray(8)))
      return new Date(Number(seconds) * 1000).toISOString()
  }
  return undefined
}

/** Verifies the signatures of a head. @returns lines about what was found */
function verifyHead(head, keys, { witnesses, own }) {
  const signing = keys.find(key => key.kind === 1 && key.name === head.origin && signedBy(head, key))
  if (!signing) fail('no key of the log signed the checkpoint')
  const lines = [
    `checkpoint of ${head.size} entries of ${head.origin}, signed by ${signing.name}+${signing.id}`,
  ]
  if (!own)
    lines.push('  NOTE: this key came with the proof; give the key that you had from the city before: --key')
  for (const witness of witnesses) {
    const at = signedBy(head, witness)
    if (!at) fail(`the witness ${witness.name} did not sign the checkpoint`)
    lines.push(`cosigned by ${witness.name}, which saw it at ${at}`)
  }
  return lines
}

/** What a decision's entry vouches for: itself, or with others by one digest of all. */
function verifyDecision({ decision, entry }) {
  if (!decision) return []
  const { leaves, id } = decision
  const leaf = leaves.find(one => one.decision === id)
  if (!leaf) fail(`the decision ${id} is not among those of the entry`)
  const batch = entry.kind === 'decision.batch-made'
  const agrees = batch
    ? leafHash(canonicalJson(leaves)).toString('hex') === entry.body.digest &&
      leaves.length === entry.body.count
    : leaves.length === 1 && canonicalJson(leaf) === canonicalJson(entry.body)
  if (!agrees) fail(`the decision ${id} is not what the entry says`)
  return [
    `decision ${id}: ${leaf.algorithm} ${leaf.version}, model ${leaf.model ?? 'none'}, ${leaf.outcome}, about ${leaf.subject}`,
    ...verifyContent(decision, leaf),
  ]
}

/** What was said, where it was given: with its salt it comes to what was committed to. */
function verifyContent({ content }, leaf) {
  if (!content)
    return ['  what went in and came out is not part of this proof, only what it was committed to']
  const salt = bytes(content.salt)
  const commits = value => sha256(salt, Buffer.from(canonicalJson(value))).toString('hex')
  if (commits(content.input) !== leaf.input) fail('the input is not what was committed to')
  if (commits(content.output) !== leaf.output) fail('the output is not what was committed to')
  return ['  what went in and came out is what was committed to']
}

/** Verifies a proof file. @returns lines about what was found @throws Error naming what is wrong */
export function verifyProof(file, { keys = [], witnesses = [] } = {}) {
  if (file.format !== 'chengshu-ledger-proof/1') fail('this is no proof of the ledger')
  const head = readNote(file.checkpoint)
  const own = keys.length > 0
  const lines = verifyHead(head, own ? keys : file.keys.map(readKey), { witnesses, own })
  const { id, recordedAt, kind, subject, body } = file.entry
  const leaf = leafHash(canonicalJson({ body, id, kind, recordedAt, subject }))
  const root = rootOfInclusion({ index: file.index, size: head.size, leaf, proof: file.proof.map(bytes) })
  if (!root?.equals(head.root)) fail('the entry is not in the log that the checkpoint signs: it was altered')
  lines.push(`entry ${id} (${kind}) of ${recordedAt} is number ${file.index} of the log`)
  return [...lines, ...verifyDecision(file)]
}

/** Runs the published vectors. @returns how many agreed @throws Error naming the first that did not */
export function verifyVectors(folder) {
  const files = readdirSync(folder, { recursive: true }).filter(one => String(one).endsWith('.json'))
  for (const file of files) {
    const given = JSON.parse(readFileSync(join(folder, String(file)), 'utf8'))
    const proof = (given.proof ?? []).map(bytes)
    const holds =
      given.treeSize === undefined
        ? isConsistent({
            older: { size: given.size1, root: bytes(given.root1) },
            newer: { size: given.size2, root: bytes(given.root2) },
            proof,
          })
        : rootOfInclusion({
            index: given.leafIdx,
            size: given.treeSize,
            leaf: bytes(given.leafHash),
            proof,
          })?.equals(bytes(given.root)) === true
    if (holds === given.wantErr) fail(`vector ${file}: ${given.desc}`)
  }
  return files.length
}

function verifyGrowth([file, older, newer], keys) {
  if (keys.length === 0) fail('a comparison needs the key of the log: --key')
  const heads = [older, newer].map(one => readNote(readFileSync(one, 'utf8')))
  const lines = heads.flatMap(head => verifyHead(head, keys, { witnesses: [], own: true }))
  const proof = JSON.parse(readFileSync(file, 'utf8')).proof.map(bytes)
  if (heads[0].origin !== heads[1].origin) fail('the two checkpoints are of different logs')
  if (!isConsistent({ older: heads[0], newer: heads[1], proof }))
    fail('the newer log does not begin with the older')
  return [...lines, 'the newer log begins with the older: nothing was changed or removed between them']
}

function run(argv) {
  const take = name => {
    const values = []
    for (let at = argv.indexOf(name); at >= 0; at = argv.indexOf(name)) values.push(argv.splice(at, 2)[1])
    return values
  }
  const [keys, witnesses] = [take('--key').map(readKey), take('--witness').map(readKey)]
  if (argv[0] === '--vectors') return [`${verifyVectors(argv[1])} vectors agree`]
  if (argv[0] === '--consistency') return verifyGrowth(argv.slice(1), keys)
  if (argv.length !== 1)
    fail('usage: node verify-proof.mjs PROOF.json [--key NAME+ID+KEY] [--witness NAME+ID+KEY]')
  return verifyProof(JSON.parse(readFileSync(argv[0], 'utf8')), { keys, witnesses })
}

if (import.meta.main ?? process.argv[1] === import.meta.filename) {
  try {
    for (const line of run(process.argv.slice(2))) console.log(line)
    console.log('PROVED')
  } catch (error) {
    console.log(`NOT PROVED: ${error.message}`)
    process.exitCode = 1
  }
}
