import type { Decrypter } from 'age-encryption'
import {
  type ArchiveHead,
  type ArchiveManifest,
  archiveHead,
  archiveManifest,
  type Sum,
} from './archive.format.ts'
import { compareSums } from './archive.rules.ts'
import { backupError } from './backup.errors.ts'
import { readArchive, readSmall } from './read-archive.ts'
import { summing } from './sum-rows.ts'

export interface WholeArchive {
  head: ArchiveHead
  manifest: ArchiveManifest
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

type Schema<T> = { parse(value: unknown): T }

/** @throws operations.backup-damaged when it is no JSON or of another format */
async function describe<T>(file: string, schema: Schema<T>, content: AsyncIterable<Buffer>): Promise<T> {
  const text = await readSmall(content)
  try {
    return schema.parse(JSON.parse(text))
  } catch (error) {
    const reason = `its description cannot be read: ${reasonOf(error).slice(0, 200)}`
    throw backupError('operations.backup-damaged', { file, reason })
  }
}

/**
 * Reads an archive once, to its end, and compares everything in it with its manifest; nothing is written.
 * @throws operations.backup-damaged, operations.backup-wrong-key
 */
export async function verifyArchive(file: string, decrypter: Decrypter): Promise<WholeArchive> {
  let head: ArchiveHead | undefined
  let manifest: ArchiveManifest | undefined
  const tables = new Map<string, ReturnType<typeof summing>>()
  const files: Record<string, Sum> = {}
  await readArchive(file, decrypter, async ({ name, of, content }) => {
    if (manifest) throw backupError('operations.backup-damaged', { file, reason: `${name} after its end` })
    if (!head && of.kind !== 'head')
      throw backupError('operations.backup-damaged', { file, reason: 'it does not begin as a backup does' })
    if (of.kind === 'head') head = await describe(file, archiveHead, content)
    else if (of.kind === 'manifest') manifest = await describe(file, archiveManifest, content)
    else {
      const sum = of.kind === 'rows' ? (tables.get(of.title) ?? summing()) : summing()
      for await (const piece of content) sum.add(piece)
      if (of.kind === 'rows') tables.set(of.title, sum)
      else files[of.path] = sum.end()
    }
  })
  if (!head || !manifest)
    throw backupError('operations.backup-damaged', { file, reason: 'its end is missing' })
  const found: Record<string, Sum> = {}
  for (const [title, expected] of Object.entries(manifest.tables))
    found[title] = (tables.get(title) ?? summing()).end(expected.rows)
  for (const title of tables.keys()) found[title] ??= tables.get(title)!.end()
  const differences = [...compareSums(manifest.tables, found), ...compareSums(manifest.files, files)]
  if (differences.length > 0)
    throw backupError('operations.backup-damaged', { file, reason: differences.slice(0, 5).join('; ') })
  return { head, manifest }
}
