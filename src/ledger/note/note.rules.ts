import { createPublicKey, hash, type KeyObject, sign, verify } from 'node:crypto'

/** What a signature of a note was made by (C2SP signed-note, tlog-cosignature): its byte in key ids and verifier keys. */
export const signatureKinds = { log: 1, cosigner: 4 } as const
export type SignatureKind = keyof typeof signatureKinds

export interface NoteSignature {
  /** Name of the key, in a log that of its origin. */
  name: string
  /** Eight hex digits. */
  keyId: string
  signature: Buffer
}

export interface SignedNote {
  /** Ends with a line feed. */
  text: string
  signatures: readonly NoteSignature[]
}

/** Whose signatures are believed. */
export interface Verifier {
  name: string
  keyId: string
  kind: SignatureKind
  /** Raw, 32 bytes. */
  publicKey: Buffer
}

/** A head of the log: so many leaves come to this root. */
export interface Head {
  origin: string
  size: number
  root: Buffer
}

const dash = '\u2014'

/** Id of a key: what tells two keys of one name apart, eight hex digits. */
export function keyIdOf(name: string, kind: SignatureKind, publicKey: Uint8Array): string {
  const named = Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(signatureKinds[kind]), publicKey])
  return hash('sha256', named, 'hex').slice(0, 8)
}

/** A public key as it is handed on: `<name>+<id>+<base64 of kind and key>`. */
export function verifierKey({ name, keyId, kind, publicKey }: Verifier): string {
  const bytes = Buffer.concat([Buffer.of(signatureKinds[kind]), publicKey])
  return `${name}+${keyId}+${bytes.toString('base64')}`
}

const isName = (name: string) => name !== '' && !/[\s+]/u.test(name)

/** Reads what `verifierKey` wrote; null for anything else, a key whose id is not its own among them. */
export function readVerifierKey(text: string): Verifier | null {
  const found = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(text.trim())
  if (!found || !isName(found[1]!)) return null
  const bytes = Buffer.from(found[3]!, 'base64')
  const kind = (['log', 'cosigner'] as const).find(one => signatureKinds[one] === bytes[0])
  if (kind === undefined || bytes.length !== 33) return null
  const [name, keyId, publicKey] = [found[1]!, found[2]!, bytes.subarray(1)]
  return keyIdOf(name, kind, publicKey) === keyId ? { name, keyId, kind, publicKey } : null
}

/** The text of a head that is signed. */
export function headText({ origin, size, root }: Head): string {
  return `${origin}\n${size}\n${root.toString('base64')}\n`
}

/** Reads the text of a head; null for what none has signed so. Lines after the third are extensions and not read. */
export function readHead(text: string): Head | null {
  const [origin = '', size = '', root = ''] = text.split('\n')
  const hashed = Buffer.from(root, 'base64')
  if (origin === '' || !/^(0|[1-9]\d*)$/.test(size) || !Number.isSafeInteger(Number(size))) return null
  return hashed.length === 32 && hashed.toString('base64') === root
    ? { origin, size: Number(size), root: hashed }
    : null
}

/** One line under a note. */
export function signatureLine({ name, keyId, signature }: NoteSignature): string {
  return `${dash} ${name} ${Buffer.concat([Buffer.from(keyId, 'hex'), signature]).toString('base64')}\n`
}

/** A note with its signatures. */
export function noteText({ text, signatures }: SignedNote): string {
  return `${text}\n${signatures.map(signatureLine).join('')}`
}

/** Reads a signature line; null for what is none. */
export function readSignatureLine(line: string): NoteSignature | null {
  const found = /^\u2014 (\S+) ([A-Za-z0-9+/]+=*)$/.exec(line)
  if (!found || !isName(found[1]!)) return null
  const bytes = Buffer.from(found[2]!, 'base64')
  if (bytes.length < 5 || bytes.toString('base64') !== found[2]) return null
  return { name: found[1]!, keyId: bytes.toString('hex', 0, 4), signature: bytes.subarray(4) }
}

/** Reads a note; null for what is none. Nothing is believed yet: see `signedBy`. */
export function readNote(note: string): SignedNote | null {
  const split = note.lastIndexOf('\n\n')
  if (split < 0 || !note.endsWith('\n')) return null
  const signatures = note
    .slice(split + 2, -1)
    .split('\n')
    .map(readSignatureLine)
  const whole = signatures.filter(one => one !== null)
  return whole.length === signatures.length ? { text: note.slice(0, split + 1), signatures: whole } : null
}

// Node reads raw Ed25519 keys only as JWK or behind their fixed DER head (RFC 8410).
const derHead = Buffer.from('302a300506032b6570032100', 'hex')

function publicKeyOf(raw: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.concat([derHead, raw]), format: 'der', type: 'spki' })
}

/** What a cosigner signs: the head, and when it saw it in Unix seconds. */
function cosignedText(text: string, seconds: bigint): Buffer {
  return Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`)
}

/** Signs a note as a log. */
export function signAsLog(text: string, key: { name: string; keyId: string; privateKey: KeyObject }) {
  const { name, keyId, privateKey } = key
  return { name, keyId, signature: sign(null, Buffer.from(text), privateKey) }
}

/** Signs a note as a witness that saw it at a moment. */
export function signAsCosigner(
  text: string,
  at: Date,
  key: { name: string; keyId: string; privateKey: KeyObject },
) {
  const seconds = BigInt(Math.floor(at.getTime() / 1000))
  const time = Buffer.alloc(8)
  time.writeBigUInt64BE(seconds)
  const signature = Buffer.concat([time, sign(null, cosignedText(text, seconds), key.privateKey)])
  return { name: key.name, keyId: key.keyId, signature }
}

/** When a witness says that it saw the head; null when its signature has not the form. */
export function cosignedAt({ signature }: NoteSignature): Date | null {
  return signature.length === 72 ? new Date(Number(signature.readBigUInt64BE()) * 1000) : null
}

/** The signature of a note that a key made; undefined when there is none or it does not verify. */
export function signedBy(note: SignedNote, verifier: Verifier): NoteSignature | undefined {
  const key = publicKeyOf(verifier.publicKey)
  return note.signatures.find(one => {
    if (one.name !== verifier.name || one.keyId !== verifier.keyId) return false
    if (verifier.kind === 'log')
      return one.signature.length === 64 && verify(null, Buffer.from(note.text), key, one.signature)
    if (one.signature.length !== 72) return false
    const said = cosignedText(note.text, one.signature.readBigUInt64BE())
    return verify(null, said, key, one.signature.subarray(8))
  })
}
