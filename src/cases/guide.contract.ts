import { z } from 'zod'
import { level } from '#base/level.contract.ts'

/** The path of one matter, as a newcomer walks it in the demo city. */
export const guideSteps = ['report', 'dispatch', 'reply', 'close', 'rate'] as const
export type GuideStep = (typeof guideSteps)[number]

/** Which steps somebody has taken already with a matter that was not generated. */
export const guide = z.object({ taken: level('L2', z.array(z.enum(guideSteps))) })
