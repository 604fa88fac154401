import { basename } from 'node:path'
import type { Readable } from 'node:stream'
import { checkLabel } from './check-label.ts'
import type { KeptCheck, LabelCheck } from './label.contract.ts'
import { bytesSource, fileSource, streamSource } from './source.ts'

/** What the labels of a file say. Throws only when the file cannot be opened. */
export async function checkFile(
  path: string,
  of: { name?: string; declared?: boolean } = {},
): Promise<LabelCheck> {
  const source = await fileSource(path)
  try {
    return await checkLabel(source, { name: basename(path), ...of })
  } finally {
    await source.close()
  }
}

/** The same of bytes in memory. */
export async function checkBytes(bytes: Uint8Array, name: string): Promise<LabelCheck> {
  return await checkLabel(bytesSource(bytes), { name })
}

/** The same of a stream, of which `bytes` are to come. */
export async function checkStream(
  stream: Readable,
  of: { bytes: number; name: string },
): Promise<LabelCheck> {
  return await checkLabel(await streamSource(stream, of.bytes), of)
}

/** What is kept of a check: what it says, why in stable words, and the first readable entry. */
export function keptOf(check: LabelCheck): KeptCheck {
  const { says, entries, explicit, traces, problems } = check
  return {
    says,
    because: [
      ...entries.map(({ place }) => `entry:${place}`),
      ...(explicit === null ? [] : ['explicit']),
      ...traces,
      ...problems,
    ],
    entry: entries.find(one => one.entry !== null)?.entry ?? null,
  }
}
