import type { Database, Handle } from '#base/index.ts'
import type { AnyAlgorithm } from '../algorithm.ts'
import type { BreakerHolder } from '../breaker/hold-breakers.ts'
import { kernelError } from '../kernel.errors.ts'
import type { PublicRecord, StageMeasure } from './register.contract.ts'

/**
 * How matters of departments went in a span of time; null for all departments. Declared here, filled by the room that has
 * the matters, joined in src/main.ts.
 */
export type MeasureStage = (
  handle: Handle,
  of: { departments: readonly string[] | null; from: Date; to: Date },
) => Promise<Omit<StageMeasure, 'from' | 'to'>>

/** What citizens objected to, by algorithm; filled by the room that has the objections. */
export type ObjectionFigures = (
  handle: Handle,
) => Promise<ReadonlyMap<string, NonNullable<PublicRecord['objections']>>>

/** What the register works with. */
export interface RegisterParts {
  database: Database
  algorithms: readonly AnyAlgorithm[]
  breakers: Pick<BreakerHolder, 'forget'>
  measureStage: MeasureStage
  objectionFigures?: ObjectionFigures | undefined
}

/** The algorithm of that name in this release. @throws kernel.unknown-algorithm */
export function algorithmOf({ algorithms }: Pick<RegisterParts, 'algorithms'>, id: string): AnyAlgorithm {
  const found = algorithms.find(one => one.id === id)
  if (!found) throw kernelError('kernel.unknown-algorithm', { algorithm: id })
  return found
}
