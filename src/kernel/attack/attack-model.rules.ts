import { type Language, languages, places } from './features.rules.ts'

/** What the classifier was trained to. */
export interface AttackModel {
  weights: Float32Array
  /** From which sum on a text counts as an attack, by language; chosen on benign texts that were left out of training. */
  thresholds: Readonly<Record<Language, number>>
}

const mark = 'CSA1'
const header = mark.length + 4 * (1 + languages.length)

/** One byte a weight: measured, the rounding changes no verdict in a thousand. */
export function encodeAttackModel({ weights, thresholds }: AttackModel): Uint8Array {
  const most = weights.reduce((top, weight) => Math.max(top, Math.abs(weight)), 1e-6)
  const bytes = new Uint8Array(header + places)
  const view = new DataView(bytes.buffer)
  bytes.set(new TextEncoder().encode(mark))
  view.setFloat32(mark.length, most / 127)
  for (const [at, language] of languages.entries())
    view.setFloat32(mark.length + 4 + 4 * at, thresholds[language])
  for (let at = 0; at < places; at++) view.setInt8(header + at, Math.round((weights[at]! / most) * 127))
  return bytes
}

/** @throws when the bytes are not a model of this form: the weights belong to the features they were trained with. */
export function decodeAttackModel(bytes: Uint8Array): AttackModel {
  const begins = new TextDecoder().decode(bytes.subarray(0, mark.length))
  if (begins !== mark || bytes.length !== header + places)
    throw new Error('not a model of prompt attack of this version')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const step = view.getFloat32(mark.length)
  const weights = Float32Array.from({ length: places }, (_, at) => view.getInt8(header + at) * step)
  const thresholds = { zh: view.getFloat32(mark.length + 4), en: view.getFloat32(mark.length + 8) }
  return { weights, thresholds }
}
