import { z } from 'zod'

/** First entry of an archive: what is needed before a row can be loaded. */
export const archiveHead = z.object({
  format: z.literal(1),
  release: z.string(),
  madeAt: z.iso.datetime(),
  migrations: z.array(
    z.object({ room: z.string(), number: z.number().int(), name: z.string(), checksum: z.string() }),
  ),
  partitions: z.array(
    z.object({ parent: z.string(), schema: z.string(), name: z.string(), bound: z.string() }),
  ),
  tables: z.array(z.object({ title: z.string(), columns: z.array(z.string()) })),
})
export type ArchiveHead = z.infer<typeof archiveHead>

/** What one table or file came to. */
export const sum = z.object({
  rows: z.number().int().optional(),
  bytes: z.number().int(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})
export type Sum = z.infer<typeof sum>

/** Last entry: what the whole must come to. An archive without it is not one. */
export const archiveManifest = z.object({
  tables: z.record(z.string(), sum),
  files: z.record(z.string(), sum),
  /** The bucket in which the files of attachments lie, which are then not in the archive; null when they are in it. */
  bucket: z.string().nullable().default(null),
  sequences: z.array(
    z.object({ title: z.string(), value: z.string().regex(/^-?\d+$/), called: z.boolean() }),
  ),
  ledger: z.object({ entries: z.number().int(), altered: z.number().int(), digest: z.string() }),
})
export type ArchiveManifest = z.infer<typeof archiveManifest>
