import type { SealedColumn } from '#base/index.ts'
import { casesSealed } from '#cases/index.ts'
import { kernelSealed } from '#kernel/index.ts'
import { ledgerSealed } from '#ledger/index.ts'

/** Every sealed column of the product. */
export const sealedColumns: readonly SealedColumn[] = [...ledgerSealed, ...kernelSealed, ...casesSealed]
