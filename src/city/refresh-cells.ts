import type { Transaction } from '#base/index.ts'
import { squareKilometres } from './boundary.rules.ts'
import { cellsOf } from './geometry.rules.ts'
import { deleteCells, insertCells, selectRegion, selectRegions } from './region.store.ts'

// Some twenty thousand cells, found and written within a second. What is larger is found by descending from the city.
const largestKilometres = 2000

/** Works out again which cells touch a region: only those without parts have any. */
export async function refreshCells(tx: Transaction, ids: readonly (string | null)[]): Promise<void> {
  const parents = new Set((await selectRegions(tx)).map(region => region.parentId))
  for (const id of new Set(ids)) {
    if (id === null) continue
    await deleteCells(tx, id)
    const boundary = parents.has(id) ? null : (await selectRegion(tx, id))?.boundary
    if (!boundary || squareKilometres(boundary) > largestKilometres) continue
    await insertCells(
      tx,
      cellsOf(boundary).map(cell => ({ cell, region_id: id })),
    )
  }
}
