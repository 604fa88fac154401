import { createHash } from 'node:crypto'
import { baseError } from './base.errors.ts'

/** One numbered SQL file of a room. */
export interface Migration {
  room: string
  number: number
  name: string
  checksum: string
  sql: string
}

/** A row of base.migration. */
export interface AppliedMigration {
  room: string
  number: number
  name: string
  checksum: string
}

/** The name people read: `cases/003_rating`. */
export function titleOf(migration: Pick<Migration, 'room' | 'number' | 'name'>): string {
  return `${migration.room}/${String(migration.number).padStart(3, '0')}_${migration.name}`
}

/** The checksum of a migration's text; a checkout with other line ends is the same migration. */
export function checksumOf(sql: string): string {
  return createHash('sha256').update(sql.replaceAll('\r\n', '\n')).digest('hex')
}

/** Reads `NNN_name.sql` of a room. @throws Error when the name has another form: a defect in the repository. */
export function readMigration(room: string, file: string, sql: string): Migration {
  const match = /^(\d{3})_([a-z0-9_]+)\.sql$/.exec(file)
  if (!match) throw new Error(`${room}/migrations/${file}: a migration is named NNN_name.sql`)
  return { room, number: Number(match[1]), name: match[2]!, checksum: checksumOf(sql), sql }
}

/** Sorts by room order, then number. @throws Error on a number used twice in a room. */
export function orderMigrations(migrations: Migration[], roomOrder: readonly string[]): Migration[] {
  const place = ({ room }: Migration) => roomOrder.indexOf(room.split('/')[0]!)
  const byRoom = (a: Migration, b: Migration) =>
    place(a) - place(b) || (a.room < b.room ? -1 : a.room > b.room ? 1 : 0)
  const sorted = migrations.toSorted((a, b) => byRoom(a, b) || a.number - b.number)
  for (const [index, migration] of sorted.entries()) {
    const before = sorted[index - 1]
    if (before?.room === migration.room && before.number === migration.number) {
      throw new Error(`two migrations have one number: ${titleOf(before)}, ${titleOf(migration)}`)
    }
  }
  return sorted
}

/**
 * What is left to apply.
 * @throws base.migration-changed when an applied file has other text now, base.newer-database when a file is unknown here.
 */
export function pendingOf(migrations: Migration[], applied: AppliedMigration[]): Migration[] {
  const key = (migration: Pick<Migration, 'room' | 'number'>) => `${migration.room}/${migration.number}`
  const known = new Map(migrations.map(migration => [key(migration), migration]))
  for (const row of applied) {
    const file = known.get(key(row))
    if (!file) throw baseError('base.newer-database', { migration: titleOf(row) })
    if (file.checksum !== row.checksum) throw baseError('base.migration-changed', { migration: titleOf(row) })
  }
  const done = new Set(applied.map(key))
  return migrations.filter(migration => !done.has(key(migration)))
}
