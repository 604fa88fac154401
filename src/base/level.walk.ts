import { z } from 'zod'
import {
  higher,
  type Level,
  levelOf,
  nothingRaised,
  ownLevelOf,
  raisedLevelOf,
  unwrapped,
  within,
} from './level.contract.ts'

function children(schema: z.ZodType): [string, z.ZodType][] {
  if (schema instanceof z.ZodObject) return Object.entries(schema.shape as Record<string, z.ZodType>)
  if (schema instanceof z.ZodArray) return [['[]', schema.element as z.ZodType]]
  if (schema instanceof z.ZodRecord) return [['{}', schema.valueType as z.ZodType]]
  if (schema instanceof z.ZodUnion)
    return (schema.options as z.ZodType[]).map((option, i) => [`|${i}`, option])
  if (schema instanceof z.ZodTuple) return (schema.def.items as z.ZodType[]).map((item, i) => [`${i}`, item])
  const inner = unwrapped(schema)
  if (inner) return [['', inner]]
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

/** A field with its path in its contract and the level that gave it. */
export interface LevelledField {
  path: string
  schema: z.ZodType
  level: Level
}

/** The fields of a schema, each at the place where its contract says its level. */
export function levelledFields(schema: z.ZodType, path = ''): LevelledField[] {
  const own = ownLevelOf(schema)
  if (own) return [{ path, schema, level: own }]
  return children(schema).flatMap(([name, child]) => levelledFields(child, name ? `${path}.${name}` : path))
}

/** What may stand in a field in the place of its value; undefined where its contract takes nothing that says nothing. */
export function emptyFor(schema: z.ZodType): { value: unknown } | undefined {
  for (const value of [null, undefined, '', []]) if (schema.safeParse(value).success) return { value }
  return undefined
}

/**
 * A value as a reader cleared up to `reader` may have it: fields that a city raised above that are empty. What a contract's
 * own level keeps from a reader is decided where the value is made.
 */
export function hideRaised(schema: z.ZodType, value: unknown, reader: Level): unknown {
  if (nothingRaised() || value === null || value === undefined) return value
  const to = raisedLevelOf(schema)
  if (to && !within(to, reader)) return emptyFor(schema)?.value
  if (levelOf(schema)) return value
  if (schema instanceof z.ZodObject && typeof value === 'object') {
    const shape = schema.shape as Record<string, z.ZodType>
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => {
        const field = shape[name]
        return [name, field ? hideRaised(field, one, reader) : one]
      }),
    )
  }
  if (schema instanceof z.ZodArray && Array.isArray(value))
    return value.map(one => hideRaised(schema.element as z.ZodType, one, reader))
  if (schema instanceof z.ZodRecord && typeof value === 'object')
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [
        name,
        hideRaised(schema.valueType as z.ZodType, one, reader),
      ]),
    )
  if (schema instanceof z.ZodUnion) {
    // Every kind it may be takes out its own fields: which of them it is does not matter.
    return (schema.options as z.ZodType[]).reduce<unknown>(
      (left, option) => hideRaised(option, left, reader),
      value,
    )
  }
  const inner = unwrapped(schema)
  return inner ? hideRaised(inner, value, reader) : value
}
