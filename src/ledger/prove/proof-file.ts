import type { Handle } from '#base/index.ts'
import { ledgerError } from '../ledger.errors.ts'
import type { Json } from '../ledger.rules.ts'
import { selectEntry } from '../ledger.store.ts'
import { verifierKey } from '../note/note.rules.ts'
import { logVerifiers } from '../note/signing-keys.ts'
import { selectCosignedHead } from '../witness/witness.store.ts'
import { newestHead, placeOfEntry, proveInclusion } from './prove-entry.ts'

/** Everything that shows, without this product and on another machine, that an entry is in the log: see bin/verify-proof.mjs. */
export interface EntryProof {
  format: 'chengshu-ledger-proof/1'
  entry: { id: string; recordedAt: string; kind: string; subject: string; body: Json }
  index: number
  /** Base64, as all hashes here. */
  proof: string[]
  /** The signed head, with the cosignatures of witnesses. */
  checkpoint: string
  keys: string[]
}

/** Proves an entry under the newest head that witnesses signed, or that the log alone signed where none did. @throws ledger.not-yet, ledger.no-entry */
export async function entryProof(handle: Handle, entryId: string): Promise<EntryProof> {
  const row = await selectEntry(handle, entryId)
  if (!row) throw ledgerError('ledger.no-entry')
  const index = await placeOfEntry(handle, entryId)
  const newest = await newestHead(handle)
  // One that others signed as well proves more than a newer one that only this log has signed.
  const head = (await selectCosignedHead(handle, newest.origin, index)) ?? newest
  const { proof } = await proveInclusion(handle, { index, size: head.size })
  const { id, recorded_at, kind, subject, body } = row
  return {
    format: 'chengshu-ledger-proof/1',
    entry: { id, recordedAt: recorded_at.toISOString(), kind, subject, body: body as Json },
    index,
    proof: proof.map(one => one.toString('base64')),
    checkpoint: head.note,
    keys: (await logVerifiers(handle)).map(verifierKey),
  }
}
