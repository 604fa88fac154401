import assert from 'node:assert/strict'
import { globSync } from 'node:fs'
import { resolve } from 'node:path'
import { test } from 'node:test'
import { z } from 'zod'
import { level } from '../src/base/level.contract.ts'
import { fieldsWithoutLevel } from '../src/base/level.walk.ts'

const root = resolve(import.meta.dirname, '..')

function schemasIn(value: unknown): z.ZodType[] {
  if (value instanceof z.ZodType) return [value]
  if (value && Object.getPrototypeOf(value) === Object.prototype)
    return Object.values(value).flatMap(schemasIn)
  return []
}

test('every field of every contract has a data level', async () => {
  const paths = globSync('src/**/*.contract.ts', { cwd: root })
  const bare: string[] = []
  let read = 0
  for (const path of paths) {
    const module = (await import(resolve(root, path))) as Record<string, unknown>
    for (const [name, value] of Object.entries(module)) {
      for (const schema of schemasIn(value)) {
        read++
        bare.push(...fieldsWithoutLevel(schema).map(field => `${path} ${name}${field}`))
      }
    }
  }
  assert.ok(paths.length >= 8 && read >= 30, `only ${read} schemas in ${paths.length} contracts were read`)
  assert.deepEqual(bare, [])
})

test('a field without a level is found, however deep', () => {
  const good = z.object({ a: level('L1', z.string()), b: z.array(z.object({ c: level('L2', z.number()) })) })
  assert.deepEqual(fieldsWithoutLevel(good), [])
  const bad = z.object({
    a: z.string(),
    b: z.array(z.object({ c: z.number().optional() })),
    d: z.union([level('L1', z.string()), z.null(), z.boolean()]),
  })
  assert.deepEqual(fieldsWithoutLevel(bad), ['.a', '.b.[].c', '.d.|2'])
})
