import type { AttachmentLimits } from '#cases/attachments.contract.ts'

/** A file on its way to a case. */
export interface Upload {
  uploadId: string
  file: File
  /** Where it goes; null while the case it belongs to is not there yet. */
  path: string | null
  state: 'waiting' | 'sending' | 'done' | 'failed'
  /** How much of it has gone out, 0 to 1. */
  share: number
  error: unknown
}

/** The most a file of this kind may have, as far as the browser can tell its kind; the server looks at the content. */
export function mostFor(type: string, limits: AttachmentLimits): number {
  if (type.startsWith('image/')) return limits.picture
  return /^(audio|video)\//.test(type) ? limits.media : limits.document
}

/** Files that are worth sending, and the names of those that are too large to be taken. */
export function sortFiles<F extends { name: string; size: number; type: string }>(
  files: readonly F[],
  limits: AttachmentLimits | undefined,
): { fit: F[]; tooLarge: F[] } {
  const isTooLarge = (file: F) => limits !== undefined && file.size > mostFor(file.type, limits)
  return { fit: files.filter(file => !isTooLarge(file)), tooLarge: files.filter(isTooLarge) }
}

/** The uploads with one of them changed. */
export function changed(all: readonly Upload[], uploadId: string, part: Partial<Upload>): Upload[] {
  return all.map(one => (one.uploadId === uploadId ? { ...one, ...part } : one))
}

/** How many of the files have yet to arrive. */
export function underWay(all: readonly Pick<Upload, 'state'>[]): number {
  return all.filter(one => one.state === 'waiting' || one.state === 'sending').length
}

/** The file to send now: the first that waits and has somewhere to go, when no other is under way. */
export function nextOf(all: readonly Upload[]): Upload | undefined {
  if (all.some(one => one.state === 'sending')) return undefined
  return all.find(one => one.state === 'waiting' && one.path !== null)
}

/** The files that belong to a case. Those chosen for a report that was given up must not go to the next caller's. */
export function bound(all: readonly Upload[]): Upload[] {
  return all.filter(one => one.path !== null)
}
