import { hash } from 'node:crypto'

/** An external id for rows of files that have none: of all cells, so that only the same row gets the same. */
export function rowHash(cells: readonly string[]): string {
  const digest = hash('sha256', JSON.stringify(cells))
  return `row-${digest.slice(0, 40)}`
}
