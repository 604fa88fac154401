import { readEntry } from './entry.rules.ts'
import { explicitIn } from './explicit.rules.ts'
import { type Found, nothing } from './found.ts'
import type { FoundEntry, LabelCheck, LabelSays } from './label.contract.ts'
import { readFlac } from './read-flac.ts'
import { readId3 } from './read-id3.ts'
import { readJpeg } from './read-jpeg.ts'
import { readMp4 } from './read-mp4.ts'
import { readOffice } from './read-office.ts'
import { readPdf } from './read-pdf.ts'
import { readPng } from './read-png.ts'
import { readRiff } from './read-riff.ts'
import { readText } from './read-text.ts'
import { readUnknown } from './read-unknown.ts'
import { OverLimit, type Source } from './source.ts'

interface Reading {
  format: string
  found: Found
}

const riffKinds: Readonly<Record<string, string>> = { WAVE: 'wav', WEBP: 'webp', 'AVI ': 'avi' }

function isTextual(head: Buffer): boolean {
  if (head.includes(0)) return false
  try {
    // A sign may be cut at the end of the piece.
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true })
    return true
  } catch {
    return false
  }
}

/** By content first: a name is what somebody chose. */
async function readAny(source: Source, name: string): Promise<Reading> {
  const head = await source.read(0, 4096)
  const ascii = head.toString('latin1')
  if (ascii.startsWith('\x89PNG\r\n\x1a\n')) return { format: 'png', found: await readPng(source) }
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff)
    return { format: 'jpeg', found: await readJpeg(source) }
  const riff = ascii.startsWith('RIFF') ? riffKinds[ascii.slice(8, 12)] : undefined
  if (riff) return { format: riff, found: await readRiff(source) }
  if (ascii.slice(4, 8) === 'ftyp') {
    const brand = ascii.slice(8, 12)
    const format = /^(heic|heix|mif1|avif)/.test(brand) ? 'heic' : brand.startsWith('qt') ? 'mov' : 'mp4'
    return { format, found: await readMp4(source) }
  }
  if (ascii.startsWith('ID3') || (head[0] === 0xff && (head[1]! & 0xe6) === 0xe2))
    return { format: 'mp3', found: await readId3(source) }
  if (ascii.startsWith('fLaC')) return { format: 'flac', found: await readFlac(source) }
  if (ascii.slice(0, 1024).includes('%PDF-')) return { format: 'pdf', found: await readPdf(source) }
  if (ascii.startsWith('PK')) {
    const office = await readOffice(source)
    if (office) return office
  }
  if (head.length > 0 && isTextual(head)) return await readText(source, name)
  return { format: 'unknown', found: await readUnknown(source) }
}

const rank: readonly LabelSays[] = ['none', 'suspected', 'may-be', 'sure']
const saysOf: Readonly<Record<string, LabelSays>> = { '1': 'sure', '2': 'may-be', '3': 'suspected' }

/**
 * What all that was found comes to, after article 6 of the labelling measures: what the entry says; without a readable one,
 * what its uploader declared may be so; an explicit label, a broken entry or other traces make it suspected.
 */
export function judge(
  entries: readonly FoundEntry[],
  others: { explicit: boolean; traces: boolean; declared: boolean },
): LabelSays {
  const said = entries.map(one => (one.entry ? saysOf[one.entry.Label]! : 'suspected'))
  if (others.declared) said.push('may-be')
  if (others.explicit || others.traces) said.push('suspected')
  return said.reduce((best, one) => (rank.indexOf(one) > rank.indexOf(best) ? one : best), 'none')
}

/**
 * Reads the labels of a file: the entry in its metadata, explicit words, traces of who made it. Never throws for what a file
 * holds: what is broken or too much is named.
 */
export async function checkLabel(
  source: Source,
  of: { name: string; declared?: boolean },
): Promise<LabelCheck> {
  let reading: Reading
  try {
    reading = await readAny(source, of.name)
  } catch (error) {
    const problem = error instanceof OverLimit ? 'over-limit' : 'damaged'
    reading = { format: 'unknown', found: { ...nothing(), problems: [problem] } }
  }
  const { format, found } = reading
  const entries = found.entries.slice(0, 20).map(({ place, text }) => ({ place, ...readEntry(text) }))
  const explicit = found.texts.map(explicitIn).find(line => line !== null) ?? null
  const problems = [...found.problems]
  if (found.entries.length > 1) problems.push('several-entries')
  if (entries.some(one => one.entry === null)) problems.push('malformed-entry')
  const says = judge(entries, {
    explicit: explicit !== null,
    traces: found.traces.length > 0,
    declared: of.declared === true,
  })
  return {
    says,
    format,
    bytes: source.bytes,
    entries,
    explicit: explicit?.slice(0, 200) ?? null,
    traces: found.traces.slice(0, 20),
    problems,
  }
}
