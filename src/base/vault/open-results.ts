import pg from 'pg'
import { openStored, openStoredBytes, sealedHex } from './seal.ts'

function openWithin(value: unknown): unknown {
  if (typeof value === 'string') return openStored(value)
  if (Array.isArray(value)) return value.map(openWithin)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, openWithin(one)]))
}

const openText = (value: string): unknown => (value.startsWith('sealed:') ? openStored(value) : value)

function openJson(value: string): unknown {
  const read: unknown = JSON.parse(value)
  return value.includes('"sealed:') ? openWithin(read) : read
}

const { builtins } = pg.types
const readBytes = pg.types.getTypeParser(builtins.BYTEA) as (value: string) => Buffer
// text[]: pg reads it, but its types have no name for it.
const textArray = 1009 as typeof builtins.TEXT

/**
 * Sealed text and documents are opened where results are read, so that no reader has to think of it: a text column, a
 * document, and a text inside a document (a row as JSON). Where PostgreSQL's answer is read is the cheapest place: a value is
 * looked at once, before it is part of a row, and a document only if its bytes hold the prefix.
 */
export function openSealedResults(types: pg.TypeOverrides): void {
  for (const oid of [builtins.TEXT, builtins.VARCHAR]) types.setTypeParser(oid, openText)
  for (const oid of [builtins.JSON, builtins.JSONB]) types.setTypeParser(oid, openJson)
  types.setTypeParser(builtins.BYTEA, value =>
    value.startsWith(sealedHex) ? openStoredBytes(readBytes(value)) : readBytes(value),
  )
  const readArray = pg.types.getTypeParser(textArray) as (value: string) => unknown[]
  types.setTypeParser(textArray, value =>
    value.includes('sealed:') ? openWithin(readArray(value)) : readArray(value),
  )
}
