import type { Handle } from '#base/index.ts'
import { type Json, leafHash } from './ledger.rules.ts'
import { selectEntries, selectEntry, selectNewestEntries, selectRecordedEvents } from './ledger.store.ts'
import { selectHead } from './log/log.store.ts'
import { selectPlaced } from './verify/verify.store.ts'

export interface ReadEntry {
  id: string
  recordedAt: Date
  kind: string
  body: Json
  /** False when the row no longer gives the hash that was written with it. */
  intact: boolean
}

interface Row {
  id: string
  recorded_at: Date
  kind: string
  subject: string
  body: unknown
  leaf_hash: Buffer
}

/** An entry as read, with whether it still gives its hash. */
export function checked(row: Row): ReadEntry {
  const body = row.body as Json
  const recordedAt = row.recorded_at.toISOString()
  const leaf = { id: row.id, recordedAt, kind: row.kind, subject: row.subject, body }
  return {
    id: row.id,
    recordedAt: row.recorded_at,
    kind: row.kind,
    body,
    intact: leafHash(leaf).equals(row.leaf_hash),
  }
}

/** The ledger's entries about one subject, oldest first, each checked against its leaf hash. */
export async function readEntries(handle: Handle, subject: string): Promise<ReadEntry[]> {
  return (await selectEntries(handle, subject)).map(checked)
}

/** Ids of the events that entries about these subjects record. */
export async function recordedEvents(handle: Handle, subjects: readonly string[]): Promise<Set<string>> {
  return new Set(await selectRecordedEvents(handle, subjects))
}

/** One entry by its id, checked against its leaf hash; undefined when there is none. */
export async function readEntry(handle: Handle, id: string): Promise<ReadEntry | undefined> {
  const row = await selectEntry(handle, id)
  return row && checked(row)
}

/** The newest entries of the whole ledger, each checked against its leaf hash. */
export async function newestEntries(handle: Handle, limit: number): Promise<ReadEntry[]> {
  return (await selectNewestEntries(handle, limit)).map(checked)
}

/** An entry with its place in the log. */
export interface LoggedEntry {
  index: number
  id: string
  recordedAt: Date
  kind: string
  subject: string
  body: Json
}

/**
 * The entries of the log from a place on, in order: who keeps the place after the last one reads each entry once, also those
 * that were committed late. An entry that is gone is left out.
 * @returns the entries, and the place after the last that was read
 */
export async function loggedEntries(
  handle: Handle,
  from: number,
  limit: number,
): Promise<{ entries: LoggedEntry[]; next: number }> {
  const rows = await selectPlaced(handle, from, from + limit)
  const entries = rows.flatMap(({ index, id, recorded_at, kind, subject, body }) =>
    id === null || recorded_at === null
      ? []
      : [
          {
            index,
            id,
            recordedAt: recorded_at,
            kind: kind ?? '',
            subject: subject ?? '',
            body: body as Json,
          },
        ],
  )
  return { entries, next: (rows.at(-1)?.index ?? from - 1) + 1 }
}

/** How many entries the log holds, and its newest head; null before the first. */
export async function logHead(handle: Handle): Promise<{ size: number; note: string } | null> {
  const head = await selectHead(handle)
  return head ? { size: head.size, note: head.note } : null
}
