import { z } from 'zod'
import { higher, type Level, levelOf } from './level.contract.ts'

function children(schema: z.ZodType): [string, z.ZodType][] {
  if (schema instanceof z.ZodObject) return Object.entries(schema.shape as Record<string, z.ZodType>)
  if (schema instanceof z.ZodArray) return [['[]', schema.element as z.ZodType]]
  if (schema instanceof z.ZodRecord) return [['{}', schema.valueType as z.ZodType]]
  if (schema instanceof z.ZodUnion)
    return (schema.options as z.ZodType[]).map((option, i) => [`|${i}`, option])
  if (schema instanceof z.ZodTuple) return (schema.def.items as z.ZodType[]).map((item, i) => [`${i}`, item])
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodReadonly ||
    schema instanceof z.ZodCatch
  )
    return [['', schema.unwrap() as z.ZodType]]
  if (schema instanceof z.ZodPipe) return [['', schema.in as z.ZodType]]
  return []
}

/** Paths of the leaves that neither have a data level nor lie under something that has one. */
export function fieldsWithoutLevel(schema: z.ZodType, path = ''): string[] {
  if (levelOf(schema)) return []
  if (schema instanceof z.ZodLiteral || schema instanceof z.ZodNull || schema instanceof z.ZodUndefined)
    return []
  const below = children(schema)
  if (below.length === 0) return schema instanceof z.ZodObject ? [] : [path || '(itself)']
  return below.flatMap(([name, child]) => fieldsWithoutLevel(child, name ? `${path}.${name}` : path))
}

/** The highest level found anywhere in a schema; `L1` for one without fields. */
export function highestLevel(schema: z.ZodType): Level {
  const own = levelOf(schema) ?? 'L1'
  return children(schema).reduce((found, [, child]) => higher(found, highestLevel(child)), own)
}
