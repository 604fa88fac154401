import { z } from 'zod'
import { level } from '#base/level.contract.ts'

export const findingStates = ['good', 'warning', 'bad'] as const

/** One thing that was examined. */
export const finding = z.object({
  key: level('L1', z.string()),
  state: level('L1', z.enum(findingStates)),
  zh: level('L2', z.string()),
  en: level('L2', z.string()),
  /** What to do about it; empty when it is good. */
  advice: level('L2', z.string()),
})
export type Finding = z.infer<typeof finding>

export const health = z.object({ state: level('L1', z.enum(findingStates)), findings: z.array(finding) })
export type Health = z.infer<typeof health>
