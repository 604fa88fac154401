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

/** The level a schema was given, or undefined. */
export function levelOf(schema: z.ZodType): Level | undefined {
  return registry.get(schema)?.level
}

/** The higher of two levels wins (就高从严). */
export function higher(a: Level, b: Level): Level {
  return levels.indexOf(a) >= levels.indexOf(b) ? a : b
}

/** True when somebody cleared up to `ceiling` may see data of `of`. */
export function within(of: Level, ceiling: Level): boolean {
  return levels.indexOf(of) <= levels.indexOf(ceiling)
}
