import type { Json } from '../ledger.rules.ts'
import { leafHashOf, leafText } from '../ledger.rules.ts'
import type { ReadEntry } from '../read-entries.ts'
import type { Finding } from './finding.ts'
import type { PlacedRow } from './verify.store.ts'

/** An entry as it was read, whole. */
export type PlacedEntry = Omit<ReadEntry, 'intact'> & { subject: string; index: number }

/** A place whose entry gives its own hash, but not the one the tree has there. */
interface Misplaced {
  index: number
  id: string
  hash: string
  wanted: string
}

/** Compares places with the tree, page by page, and remembers what only later pages can name. */
export interface PlaceComparison {
  /** @param hashes of the tree for these places; shorter when the tree has no more. @returns what is wrong, and the entries read */
  compare(
    rows: readonly PlacedRow[],
    from: number,
    hashes: readonly Uint8Array[],
  ): {
    findings: Finding[]
    entries: PlacedEntry[]
  }
  /** What was misplaced, named at the end. */
  finish(): Finding[]
}

// More than these are no slip but a rewritten table: the first are named, the rest only found by the root.
const mostMisplaced = 10_000

function entryOf(row: PlacedRow): PlacedEntry | null {
  if (row.id === null) return null
  const { index, id, recorded_at, kind, subject, body } = row
  return { index, id, recordedAt: recorded_at!, kind: kind!, subject: subject!, body: body as Json }
}

/** Two that have each other's hash changed places; one that has nobody's was rewritten with its own hash. */
function nameMisplaced(misplaced: readonly Misplaced[]): Finding[] {
  const byHash = new Map(misplaced.map(one => [one.hash, one]))
  return misplaced.map(one => {
    const rightful = byHash.get(one.wanted)
    return rightful
      ? { kind: 'reordered', index: one.index, id: one.id, other: rightful.id }
      : { kind: 'altered', index: one.index, id: one.id, other: null }
  })
}

/** Begins a comparison of places with the tree. */
export function comparePlaces(): PlaceComparison {
  const misplaced: Misplaced[] = []
  return {
    compare: (rows, from, hashes) => {
      const findings: Finding[] = []
      const entries: PlacedEntry[] = []
      let next = 0
      for (const [place, wanted] of hashes.entries()) {
        const index = from + place
        const row = rows[next]?.index === index ? rows[next++]! : undefined
        const entry = row && entryOf(row)
        if (!entry) {
          findings.push({ kind: 'dropped', index, id: row?.entry_id ?? null, other: null })
          continue
        }
        const hash = leafHashOf(leafText(entry))
        if (!hash.equals(row.leaf_hash!)) findings.push({ kind: 'altered', index, id: entry.id, other: null })
        else if (hash.equals(wanted)) entries.push(entry)
        else if (misplaced.length < mostMisplaced)
          misplaced.push({
            index,
            id: entry.id,
            hash: hash.toString('hex'),
            wanted: Buffer.from(wanted).toString('hex'),
          })
      }
      return { findings, entries }
    },
    finish: () => nameMisplaced(misplaced),
  }
}
