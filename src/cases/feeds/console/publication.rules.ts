import type { FeedColumn, Publication } from '#cases/feeds/publication.contract.ts'

/** What a person sets on the page, without the version it was made from. */
export type Wanted = Omit<Publication, 'version'>

/** The part of what was read that a person sets. */
export function wantedOf({ openData, columns, newestMonths, requests }: Wanted): Wanted {
  return { openData, columns, newestMonths, requests }
}

/** True when something would change; the order of columns is not theirs to choose. */
export function differs(one: Wanted, other: Wanted): boolean {
  const sorted = (columns: readonly FeedColumn[]) => [...columns].sort().join()
  return (
    one.openData !== other.openData ||
    one.newestMonths !== other.newestMonths ||
    one.requests !== other.requests ||
    sorted(one.columns) !== sorted(other.columns)
  )
}

/** True when a change tells everybody exact places that were not told before: a person has to say so twice. */
export function releasesPlaces(before: Wanted, after: Wanted): boolean {
  return after.requests === 'exact' && before.requests !== 'exact'
}
