/**
 * What can be wrong with the ledger. `altered`: an entry is not what was written. `dropped`: an entry is gone. `reordered`: two
 * entries changed places. `added`: an entry that no act wrote. `tree`: a stored part of the tree is not what the entries come
 * to. `rolled-back`, `forked`: the log does not continue a head that was signed or seen. `signature`: a head that no key of
 * the log signed. `record`: what an entry is about is not what the entry says.
 */
export const findingKinds = [
  'altered',
  'dropped',
  'reordered',
  'added',
  'tree',
  'rolled-back',
  'forked',
  'signature',
  'record',
] as const
export type FindingKind = (typeof findingKinds)[number]

export interface Finding {
  kind: FindingKind
  /** Place in the log; null where it has none. */
  index: number | null
  /** Id of the entry, or of the record; null where none is known. */
  id: string | null
  /** The id or size it is to be compared with; null where there is none. */
  other: string | null
}
