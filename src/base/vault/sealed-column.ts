/** A column whose values are sealed. Each room lists its own: rotation, sealing of older rows and tests go by these lists. */
export interface SealedColumn {
  /** With its schema. */
  table: string
  /** The primary key, in its order. */
  key: readonly string[]
  column: string
  kind: 'text' | 'json' | 'bytes'
  /** Of rows that are never changed: they keep the key of their day. */
  unchanged?: true
}
