import { clientOf, type Transaction } from './database.ts'

/** A statement whose text never changes. */
export interface Prepared {
  /** Of its own in the whole product. */
  name: string
  text: string
}

/**
 * Runs a statement that each connection plans once: what is written with every decision took 0.2 to 0.4 ms less so. The
 * query builder knows no names.
 */
export async function runPrepared(tx: Transaction, prepared: Prepared, values: unknown[]): Promise<void> {
  await clientOf(tx).query({ ...prepared, values })
}
