import { z } from 'zod'

/** Data levels of GB/T 43697-2024 as configured by default: L1 public, L2 internal, L3 sensitive, L4 highly sensitive. */
export const levels = ['L1', 'L2', 'L3', 'L4'] as const
export type Level = (typeof levels)[number]

const registry = z.registry<{ level: Level }>()

/** Gives a contract field its data level. A contract field without one fails a test. Apply it last: `level('L3', z.string())`. */
export function level<S extends z.ZodType>(of: Level, schema: S): S {
  registry.add(schema, { level: of })
  return schema
}

/** What a city raised, by the schema of the field; replaced as a whole. */
let raised: ReadonlyMap<z.ZodType, Level> = new Map()

/** Sets the levels that a city raised; whatever asks for a level from now on is told the higher of both. */
export function raiseLevels(to: ReadonlyMap<z.ZodType, Level>): void {
  raised = to
}

/** The level a city raised a field to, or undefined. */
export function raisedLevelOf(schema: z.ZodType): Level | undefined {
  return raised.get(schema)
}

/** True as long as a city raised nothing, which is the rule. */
export const nothingRaised = (): boolean => raised.size === 0

/** The level a schema was given by its contract, or undefined. */
export function ownLevelOf(schema: z.ZodType): Level | undefined {
  return registry.get(schema)?.level
}

/** The level of a schema: what its contract gave it or a city raised it to; undefined for one without. */
export function levelOf(schema: z.ZodType): Level | undefined {
  const own = ownLevelOf(schema)
  return own && higher(own, raised.get(schema) ?? own)
}

/** The higher of two levels wins (就高从严). */
export function higher(a: Level, b: Level): Level {
  return levels.indexOf(a) >= levels.indexOf(b) ? a : b
}

/** True when somebody cleared up to `ceiling` may see data of `of`. */
export function within(of: Level, ceiling: Level): boolean {
  return levels.indexOf(of) <= levels.indexOf(ceiling)
}

/** What is inside a schema that only wraps another (optional, nullable, with a default, …); undefined for any other. */
export function unwrapped(schema: z.ZodType): z.ZodType | undefined {
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodReadonly ||
    schema instanceof z.ZodCatch
  )
    return schema.unwrap() as z.ZodType
  return schema instanceof z.ZodPipe ? (schema.in as z.ZodType) : undefined
}
