export { append, type Entry } from './append-entry.ts'
export { examineEntries, type LedgerState } from './examine-entries.ts'
export { ledgerRoutes } from './ledger.routes.ts'
export { canonicalJson, commitment, type Json, leafHash } from './ledger.rules.ts'
export { createLog, type Log } from './log/create-log.ts'
export { resumeLog } from './log/resume-log.ts'
export { readSeenHead, type SeenHead, seenHead } from './log/seen-head.ts'
export { readVerifierKey } from './note/note.rules.ts'
export { addSigningKey, endKey } from './note/rotate-key.ts'
export { type EntryProof, entryProof } from './prove/proof-file.ts'
export {
  type LoggedEntry,
  loggedEntries,
  logHead,
  newestEntries,
  type ReadEntry,
  readEntries,
  readEntry,
  recordedEvents,
} from './read-entries.ts'
export { ledgerSealed } from './sealed-columns.ts'
export type { PlacedEntry } from './verify/compare-places.ts'
export type { Finding } from './verify/finding.ts'
export { type RecordCheck, type Verified, verifyLog } from './verify/verify-log.ts'
export { ledgerGauges } from './watch.store.ts'
export { addWitness, dropWitness } from './witness/manage-witness.ts'
export { serveWitness } from './witness/serve-witness.ts'
