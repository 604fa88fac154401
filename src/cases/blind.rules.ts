import { createHash } from 'node:crypto'

/**
 * Whether a case is one of the few that are settled before the advice is shown. Decided by a hash of the id, so that it
 * is the same in every process and on every page, and nobody can choose it.
 * @param share 0 to 1: the share of cases that are blind.
 */
export function isBlind(id: string, share: number): boolean {
  // A prefix keeps this draw apart from others that may be made from the same id.
  const draw = createHash('sha256').update(`blind:${id.toLowerCase()}`).digest().readUInt32BE(0)
  return draw < share * 2 ** 32
}
