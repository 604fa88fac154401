import { globSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { z } from 'zod'
import type { Level } from './level.contract.ts'
import { levelledFields } from './level.walk.ts'

const sourceFolder = dirname(dirname(fileURLToPath(import.meta.url)))

/** A field of a contract: where it stands and the level its contract gives it. */
export interface ContractField {
  /** Stable name: `cases/case.contract.ts#caseDetail.reporter.phone`. */
  id: string
  room: string
  /** The contract's file without its ending, within its room. */
  contract: string
  /** The exported schema and the path in it. */
  field: string
  level: Level
  schema: z.ZodType
}

// A contract may gather schemas in plain objects.
function schemasIn(value: unknown, name: string): [string, z.ZodType][] {
  if (value instanceof z.ZodType) return [[name, value]]
  if (value && Object.getPrototypeOf(value) === Object.prototype)
    return Object.entries(value).flatMap(([inner, one]) => schemasIn(one, `${name}.${inner}`))
  return []
}

async function readAll(): Promise<ContractField[]> {
  const files = globSync('**/*.contract.ts', { cwd: sourceFolder }).map(one => one.split(sep).join('/'))
  const read = files.toSorted().map(async file => {
    const module = (await import(pathToFileURL(join(sourceFolder, file)).href)) as Record<string, unknown>
    const room = file.startsWith('scenarios/')
      ? file.split('/', 2).join('/')
      : file.slice(0, file.indexOf('/'))
    const contract = file.slice(room.length + 1).replace(/\.contract\.ts$/, '')
    return Object.entries(module)
      .flatMap(([name, value]) => schemasIn(value, name))
      .flatMap(([name, schema]) => levelledFields(schema, name))
      .map(({ path, schema, level }) => ({
        id: `${file}#${path}`,
        room,
        contract,
        field: path,
        level,
        schema,
      }))
  })
  return (await Promise.all(read)).flat()
}

let held: Promise<readonly ContractField[]> | undefined

/**
 * Every field of every contract, found by folder as migrations are: the rooms need no list of their contracts. Fields of one
 * schema that several contracts share are each listed, and a raise of one raises all.
 */
export function readContracts(): Promise<readonly ContractField[]> {
  held ??= readAll()
  return held
}
