import type { ArchiveManifest, Sum } from './archive.format.ts'

/** What an entry of an archive is, by its name; undefined for a name that no archive of ours has. */
export type EntryKind =
  | { kind: 'head' }
  | { kind: 'manifest' }
  | { kind: 'rows'; title: string }
  | { kind: 'file'; path: string }

/**
 * Reads the name of an entry. A file's path stays inside the data folder and away from the database's own files: who has
 * only the public key can make an archive too.
 */
export function entryKind(name: string): EntryKind | undefined {
  if (name === 'head.json') return { kind: 'head' }
  if (name === 'manifest.json') return { kind: 'manifest' }
  const rows = /^tables\/([\w-]+\.[\w-]+)\/\d{8}$/.exec(name)
  if (rows) return { kind: 'rows', title: rows[1]! }
  const path = /^files\/(.+)$/s.exec(name)?.[1]
  if (path === undefined || !isOwnPath(path)) return undefined
  return { kind: 'file', path }
}

const hasControl = (text: string) => [...text].some(sign => sign < ' ')

/** Whether a path, written with slashes, names a file that a backup holds. */
export function isOwnPath(path: string): boolean {
  const parts = path.split('/')
  if (hasControl(path) || path.includes('\\') || parts[0]!.includes(':')) return false
  return isKept(parts[0]!) && parts.every(part => part !== '' && part !== '.' && part !== '..')
}

/**
 * Whether an entry of the data folder belongs into a backup: all but the server's files, backups, and what is half done. Nor
 * what this node saw of the ledger: it is read after the database, and would call its own restore a roll-back.
 */
export function isKept(name: string): boolean {
  return !/^(postgresql|ledger|backups|restoring-.*|before-.*)$/.test(name)
}

/** The object that a file of the data folder is for an attachment; undefined for any other file. */
export function objectKeyOf(path: string): string | undefined {
  return /^objects\/cases\/[0-9a-f]{2}\/([0-9a-f]{64})$/.exec(path)?.[1]
}

/** What a verified backup says of the files of attachments, and whether all of them are accounted for. */
export function judgeObjects(
  found: { named: number; missing: readonly { key: string }[] } | null,
  place: { bucket: string | null; looked: boolean },
): { good: boolean; text: string } {
  if (found === null || found.named === 0) return { good: true, text: 'No attachment has a file.' }
  const { named, missing } = found
  if (missing.length === 0) return { good: true, text: `All ${named} files of attachments are there.` }
  if (place.bucket !== null && !place.looked)
    return {
      good: false,
      text: `${missing.length} of ${named} files of attachments are not in the archive: they lie in ${place.bucket}, which is not configured here (CHENGSHU_OBJECTS_URL) and was not looked into.`,
    }
  const first = missing.slice(0, 5).map(one => one.key)
  const text = `${missing.length} of ${named} files of attachments are missing (those erased since the backup are among them): ${first.join(', ')}`
  return { good: false, text }
}

/** What a verified backup says of what is sealed in it, and whether that can be read. */
export function judgeKeys(keys: { by: 'archive' | 'here' } | { by: null; reason: string } | null): {
  good: boolean
  text: string
} {
  if (keys === null) return { good: true, text: 'Nothing in it is sealed.' }
  if (keys.by === null) return { good: false, text: `What is sealed cannot be read here: ${keys.reason}` }
  const where =
    keys.by === 'archive'
      ? 'in it opens what is sealed.'
      : 'configured here opens what is sealed; it is not in the archive.'
  return { good: true, text: `The master key ${where}` }
}

/** The bucket of a configuration by its address, without what signs requests; null without one. */
export function bucketAddress(url: string | undefined): string | null {
  if (url === undefined) return null
  const { origin, pathname } = new URL(url)
  return `${origin}${pathname}`
}

/** In what two sets of sums differ, in words; empty when they are equal. */
export function compareSums(
  expected: Readonly<Record<string, Sum>>,
  found: Readonly<Record<string, Sum>>,
): string[] {
  const names = [...new Set([...Object.keys(expected), ...Object.keys(found)])].sort()
  return names.flatMap(name => {
    const [a, b] = [expected[name], found[name]]
    if (a === undefined) return [`${name} is there and should not be`]
    if (b === undefined) return [`${name} is missing`]
    if (a.rows !== b.rows) return [`${name} has ${b.rows} rows instead of ${a.rows}`]
    return a.sha256 === b.sha256 ? [] : [`${name} has other content`]
  })
}

/** Rows and bytes of all tables together. */
export function totals(manifest: Pick<ArchiveManifest, 'tables' | 'files'>) {
  const add = (sums: Record<string, Sum>, of: 'rows' | 'bytes') =>
    Object.values(sums).reduce((total, one) => total + (one[of] ?? 0), 0)
  return {
    tables: Object.keys(manifest.tables).length,
    rows: add(manifest.tables, 'rows'),
    files: Object.keys(manifest.files).length,
    bytes: add(manifest.tables, 'bytes') + add(manifest.files, 'bytes'),
  }
}

/** Name of the archive of a moment; its ends say how to open it without this product. */
export function archiveName(moment: Date): string {
  return `chengshu-${moment.toISOString().replace(/[:.]/g, '').slice(0, 17)}Z.tar.zst.age`
}

/** How an archive in the bucket is named on the command line. */
export function bucketName(key: string): string {
  return `s3:${key}`
}

/** What of the bucket is meant: a key, `newest`; undefined when a file is meant. */
export function bucketKey(name: string): string | undefined {
  return /^s3:([0-9a-f]{64}|newest)$/.exec(name)?.[1]
}

/** Archives that may go when the newest `keep` stay. Only names that `archiveName` gives are looked at. */
export function surplusArchives(names: readonly string[], keep: number): string[] {
  const archives = names.filter(name => /^chengshu-\d{4}-\d\d-\d\dT\d{6}Z\.tar\.zst\.age$/.test(name))
  return archives.sort().slice(0, Math.max(0, archives.length - keep))
}
