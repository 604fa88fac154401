import { createHash } from 'node:crypto'
import { TextModelError } from './text-model.errors.ts'
import {
  assembleTextModel,
  type TextModel,
  type TextModelHeader,
  type TextModelTables,
} from './text-model.rules.ts'

/**
 * Layout, little-endian: magic (4), format (4), header length (4), header as UTF-8 JSON padded to 4,
 * hashes (4 × features), rarity (4 × features), scale and bias (4 × labels each),
 * weights (2 × features × labels), SHA-256 of all before (32).
 */
const magic = 0x4d545343
const format = 1
const preamble = 12
const checksum = 32

/** The bytes of a model: the same model always gives the same bytes. */
export function encodeTextModel(model: {
  header: TextModelHeader
  tables: TextModelTables
}): Uint8Array<ArrayBuffer> {
  const { header, tables } = model
  const json = new TextEncoder().encode(JSON.stringify(header))
  const start = new Uint32Array([magic, format, json.length])
  const parts: ArrayBufferView[] = [
    start,
    json,
    new Uint8Array(padding(json.length)),
    tables.hashes,
    tables.rarity,
  ]
  parts.push(tables.scale, tables.bias, tables.weights)
  const size = parts.reduce((sum, part) => sum + part.byteLength, 0)
  const bytes = new Uint8Array(size + checksum)
  let at = 0
  for (const part of parts) {
    bytes.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), at)
    at += part.byteLength
  }
  bytes.set(digest(bytes.subarray(0, size)), size)
  return bytes
}

/** Opens bytes written by `encodeTextModel`; throws `TextModelError` for damaged or newer ones. */
export function decodeTextModel(encoded: Uint8Array): TextModel {
  if (encoded.length < preamble + checksum) throw damaged('too short')
  const bytes = Uint8Array.from(encoded)
  const body = bytes.subarray(0, bytes.length - checksum)
  const [itsMagic, itsFormat, headerLength] = new Uint32Array(bytes.buffer, 0, 3)
  if (itsMagic !== magic) throw damaged('not a text model')
  if (itsFormat !== format) throw new TextModelError('unsupported_version', `text model format ${itsFormat}`)
  if (!digest(body).equals(bytes.subarray(body.length))) throw damaged('checksum differs')
  return assembleTextModel(versionOf(bytes), ...readBody(body, headerLength!))
}

function readBody(body: Uint8Array<ArrayBuffer>, headerLength: number): [TextModelHeader, TextModelTables] {
  const tablesAt = preamble + headerLength + padding(headerLength)
  if (tablesAt > body.length) throw damaged('header is cut')
  const header = readHeader(body.subarray(preamble, preamble + headerLength))
  const labels = header.labels.length
  if (tablesAt + header.features * (8 + 2 * labels) + 8 * labels !== body.length)
    throw damaged('length differs')
  let at = tablesAt
  const take = (length: number): ArrayBuffer => {
    at += length
    return body.buffer.slice(at - length, at)
  }
  const tables: TextModelTables = {
    hashes: new Int32Array(take(header.features * 4)),
    rarity: new Float32Array(take(header.features * 4)),
    scale: new Float32Array(take(labels * 4)),
    bias: new Float32Array(take(labels * 4)),
    weights: new Int16Array(take(header.features * labels * 2)),
  }
  return [header, tables]
}

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0

/** The header, where what a prediction computes with is what it should be. */
function readHeader(bytes: Uint8Array): TextModelHeader {
  let header: TextModelHeader | null
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as TextModelHeader | null
  } catch {
    throw damaged('header is not JSON')
  }
  const labels: unknown = header?.labels
  if (!Array.isArray(labels) || labels.length < 2 || labels.some(label => typeof label !== 'string'))
    throw damaged('labels')
  if (!isCount(header!.features) || !isCount(header!.words) || header!.words > header!.features)
    throw damaged('features')
  if (!(header!.sharpness > 0) || !Number.isFinite(header!.threshold)) throw damaged('calibration')
  return header!
}

/** The version of encoded bytes: the first twelve hexadecimal digits of their SHA-256. */
export function versionOf(bytes: Uint8Array): string {
  return digest(bytes).toString('hex').slice(0, 12)
}

const padding = (length: number): number => (4 - (length % 4)) % 4
const digest = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest()
const damaged = (why: string): TextModelError =>
  new TextModelError('damaged_model', `text model refused: ${why}`)
