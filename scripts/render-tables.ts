import type { Column } from './columns.store.ts'

// As the driver returns them (src/base/database.ts): int8 is parsed as a number, numeric stays a string to stay exact.
const selectTypes: Record<string, string> = {
  int2: 'number',
  int4: 'number',
  int8: 'number',
  float4: 'number',
  float8: 'number',
  oid: 'number',
  bool: 'boolean',
  timestamptz: 'Date',
  timestamp: 'Date',
  date: 'Date',
  bytea: 'Buffer',
  json: 'unknown',
  jsonb: 'unknown',
  interval: 'unknown',
}
const writeTypes: Record<string, string> = {
  timestamptz: 'Date | string',
  timestamp: 'Date | string',
  date: 'Date | string',
  numeric: 'string | number',
}

/** `case_note` → `CaseNote`. */
export function pascalCase(name: string): string {
  return name.replace(/(?:^|_)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
}

function typeOf(column: Column): string {
  const { type, values } = column
  const single = values ? values.map(value => `'${value}'`).join(' | ') : (selectTypes[type] ?? 'string')
  const whole = column.array ? (single.includes(' ') ? `(${single})[]` : `${single}[]`) : single
  const orNull = column.nullable && whole !== 'unknown' ? ' | null' : ''
  if (column.computed) return `GeneratedAlways<${whole}${orNull}>`
  const written = column.array ? undefined : writeTypes[type]
  if (written) {
    const optional = column.defaulted || column.nullable ? ' | undefined' : ''
    return `ColumnType<${whole}${orNull}, ${written}${orNull}${optional}, ${written}${orNull}>`
  }
  return column.defaulted ? `Generated<${whole}${orNull}>` : whole + orNull
}

/**
 * The text of one room's `*.tables.ts`: every table of its schema as Kysely wants it, keyed `schema.table`. A type, not an
 * interface: only a type has the index signature that `withTables` asks for.
 */
export function renderTables(schema: string, columns: Column[]): string {
  const tables = Map.groupBy(columns, column => column.table)
  const body = [...tables].map(([table, own]) => {
    const lines = own.map(column => `    ${column.column}: ${typeOf(column)}`)
    return `  '${schema}.${table}': {\n${lines.join('\n')}\n  }`
  })
  const text = `export type ${pascalCase(schema)}Tables = {\n${body.join('\n')}\n}\n`
  const imports = ['ColumnType', 'Generated', 'GeneratedAlways'].filter(name => text.includes(`${name}<`))
  const head = imports.length > 0 ? `import type { ${imports.join(', ')} } from 'kysely'\n\n` : ''
  return `// Written by \`npm run generate\` from the migrated database; test/tables.test.ts compares. Do not edit.\n${head}${text}`
}
