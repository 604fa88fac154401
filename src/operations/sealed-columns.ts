import type { SealedColumn } from '#base/index.ts'
import { casesSealed } from '#cases/index.ts'
import { kernelSealed } from '#kernel/index.ts'
import { ledgerSealed } from '#ledger/index.ts'

const event = { table: 'operations.incident_event', key: ['id'], unchanged: true } as const
const text = { table: 'operations.incident_text', key: ['incident_id', 'audience', 'language'] }

/** What people wrote about incidents. */
const operationsSealed: readonly SealedColumn[] = [
  { ...event, column: 'words', kind: 'text' },
  { ...text, column: 'words', kind: 'text' },
]

/** Every sealed column of the product. */
export const sealedColumns: readonly SealedColumn[] = [
  ...ledgerSealed,
  ...kernelSealed,
  ...casesSealed,
  ...operationsSealed,
]
