// Process-wide on purpose: an edit is made in a transaction that commits later, so whoever keeps the city in memory must
// ask the database for a while, whichever handle the edit went through.
let lastEdit = Number.NEGATIVE_INFINITY

/** Notes that the city is being changed by this process. */
export function noteEdit(): void {
  lastEdit = performance.now()
}

/** True for some milliseconds after an edit began in this process. */
export function editedWithin(milliseconds: number): boolean {
  return performance.now() - lastEdit < milliseconds
}
