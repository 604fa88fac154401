import { sql } from 'kysely'
import type { Database } from '#base/database.ts'

/** One column of a table as the catalogue of PostgreSQL has it. */
export interface Column {
  schema: string
  table: string
  column: string
  /** The base type's name, without the array mark. */
  type: string
  array: boolean
  nullable: boolean
  /** Has a value when an insert leaves it out. */
  defaulted: boolean
  /** Computed by the database: never written. */
  computed: boolean
  /** Values of an enum type, in order. */
  values: string[] | null
}

/** Columns of all tables and views of these schemas, partitions left out, in a stable order. */
export async function readColumns(database: Database, schemas: string[]): Promise<Column[]> {
  const result = await sql<Column>`
    select n.nspname as schema, c.relname as table, a.attname as column,
           coalesce(e.typname, t.typname) as type, e.oid is not null as array,
           not a.attnotnull as nullable,
           a.atthasdef or a.attidentity <> '' as defaulted,
           a.attgenerated <> '' or a.attidentity = 'a' or c.relkind in ('v', 'm') as computed,
           (select array_agg(l.enumlabel::text order by l.enumsortorder)
              from pg_enum l where l.enumtypid = coalesce(e.oid, t.oid)) as values
      from pg_attribute a
      join pg_class c on c.oid = a.attrelid
      join pg_namespace n on n.oid = c.relnamespace
      join pg_type t on t.oid = a.atttypid
      left join pg_type e on e.oid = t.typelem and t.typcategory = 'A'
     where n.nspname = any(${schemas}) and c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition
       and a.attnum > 0 and not a.attisdropped
     order by n.nspname collate "C", c.relname collate "C", a.attnum`.execute(database)
  return result.rows
}
