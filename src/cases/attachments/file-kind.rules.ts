import type { AttachmentKind, AttachmentLimits, ScanState } from '../attachments.contract.ts'

export interface FileKind {
  kind: AttachmentKind
  mediaType: string
  /** Ending of the name. */
  ending: string
}

const office = 'application/vnd.openxmlformats-officedocument'
const of = (kind: AttachmentKind, mediaType: string, ending: string): FileKind => ({
  kind,
  mediaType,
  ending,
})

const mp4 = of('video', 'video/mp4', 'mp4')
const m4a = of('audio', 'audio/mp4', 'm4a')
const wav = of('audio', 'audio/wav', 'wav')
const heic = of('picture', 'image/heic', 'heic')

/** What is taken, by the type that the content says. */
const taken: ReadonlyMap<string, FileKind> = new Map([
  ['image/jpeg', of('picture', 'image/jpeg', 'jpg')],
  ['image/png', of('picture', 'image/png', 'png')],
  ['image/webp', of('picture', 'image/webp', 'webp')],
  ['image/heic', heic],
  ['image/heif', heic],
  ['video/mp4', mp4],
  ['video/x-m4v', mp4],
  // What phones of Apple record.
  ['video/quicktime', of('video', 'video/quicktime', 'mov')],
  ['audio/mpeg', of('audio', 'audio/mpeg', 'mp3')],
  ['audio/mp4', m4a],
  ['audio/x-m4a', m4a],
  ['audio/wav', wav],
  ['audio/vnd.wave', wav],
  ['application/pdf', of('document', 'application/pdf', 'pdf')],
  [`${office}.wordprocessingml.document`, of('document', `${office}.wordprocessingml.document`, 'docx')],
  [`${office}.spreadsheetml.sheet`, of('document', `${office}.spreadsheetml.sheet`, 'xlsx')],
  ['text/plain', of('document', 'text/plain', 'txt')],
])

/** What a file with this content type is taken as; undefined when it is not taken. */
export function fileKindOf(mediaType: string): FileKind | undefined {
  return taken.get(mediaType)
}

/** The limit that a kind has, in bytes. */
export function limitOf(kind: AttachmentKind, limits: AttachmentLimits): number {
  if (kind === 'picture') return limits.picture
  return kind === 'document' ? limits.document : limits.media
}

/** The most that any file may have: what is read of an upload before its type is known. */
export function largestOf(limits: AttachmentLimits): number {
  return Math.max(limits.picture, limits.media, limits.document)
}

const namedMost = 120

// Path signs, control signs, and signs that turn the direction of writing: `photo‮gpj.exe` would read `photoexe.jpg`.
const unwanted = /[\\/:*?"<>|\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/** A name to show and to save under: without a path, and with the ending of what the file is. */
export function trueName(given: string, ending: string): string {
  const plain = given.toWellFormed().replaceAll(unwanted, ' ').trim()
  const dot = plain.lastIndexOf('.')
  const said = dot > 0 ? plain.slice(dot + 1).toLowerCase() : ''
  const isEnding = /^[a-z0-9]{1,5}$/.test(said)
  const base = isEnding ? plain.slice(0, dot) : plain
  return `${[...(base.trim() || 'file')].slice(0, namedMost).join('')}.${ending}`
}

/** True for bytes that are text: no control signs but those of lines and tabs. */
export function isPlainText(bytes: Uint8Array): boolean {
  return bytes.every(byte =>
    byte >= 0x20 ? byte !== 0x7f : byte === 9 || byte === 10 || byte === 12 || byte === 13,
  )
}

/** True when a file may be opened: what the scanner has found never, what it has not seen only where there is none. */
export function mayBeOpened(scan: ScanState, hasScanner: boolean): boolean {
  if (scan === 'infected') return false
  return scan === 'clean' || !hasScanner
}
