export { append, type Entry } from './append-entry.ts'
export { canonicalJson, commitment, type Json, leafHash } from './ledger.rules.ts'
export { newestEntries, type ReadEntry, readEntries, readEntry } from './read-entries.ts'
