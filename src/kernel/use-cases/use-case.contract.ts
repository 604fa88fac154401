import { z } from 'zod'
import { level, levels } from '#base/level.contract.ts'
import { personText } from '#base/text.contract.ts'
import { localDate } from '#city/calendar.contract.ts'
import { identifier } from '#city/region.contract.ts'
import { gates, risks } from '../kernel.contract.ts'
import { prohibitedUses } from '../register/register.contract.ts'

/** Where the tool runs: inside the city's own network, or with a provider outside. */
export const toolPlaces = ['inside', 'outside'] as const
export type ToolPlace = (typeof toolPlaces)[number]

/** The highest level of data that may go into a tool there. L4 goes into none. */
export const ceilings = { inside: 'L3', outside: 'L2' } as const

/** How much is done when the output is wrong: a draft for oneself, work of others relies on it, citizens are affected. */
export const harms = [1, 2, 3] as const

export const useCaseStates = ['requested', 'approved', 'refused', 'withdrawn'] as const
export type UseCaseState = (typeof useCaseStates)[number]

/** Why a use case cannot be asked for. */
export const refusals = ['data-above-ceiling', 'prohibited-use'] as const
export type Refusal = (typeof refusals)[number]

/** Why somebody cannot record a use now. */
export const useHindrances = ['not-approved', 'expired', 'untrained', 'other-department'] as const
export type UseHindrance = (typeof useHindrances)[number]

/** Days that an approval, and a certificate, may hold: a year. */
export const longestDays = 365

const dataLevel = level('L1', z.enum(levels))
const moment = level('L2', z.iso.datetime())
const maybe = level('L2', z.string().nullable())
const harm = level('L1', z.union([z.literal(1), z.literal(2), z.literal(3)]))

export const newUseCase = z.object({
  title: level('L2', personText(120, 2)),
  purpose: level('L2', personText(2000, 10)),
  tool: level('L2', personText(120, 1)),
  toolPlace: level('L1', z.enum(toolPlaces)),
  departmentId: level('L1', identifier.nullable()),
  dataLevel,
  harm,
  citizensSee: level('L1', z.boolean()),
  /** What of the prohibited uses it is; must be empty. */
  prohibited: level('L1', z.array(z.enum(prohibitedUses)).max(prohibitedUses.length)),
})
export type NewUseCase = z.infer<typeof newUseCase>

/** What was recorded of the use of one case. */
export const useFigures = z.object({
  uses: level('L2', z.number().int()),
  people: level('L2', z.number().int()),
  /** Of the uses whose output was used, the share that somebody checked; null without any. */
  checked: level('L2', z.number().nullable()),
  lastAt: level('L2', z.iso.datetime().nullable()),
})

export const useCase = z.object({
  useCaseId: level('L2', z.uuid()),
  title: level('L2', z.string()),
  purpose: level('L2', z.string()),
  tool: level('L2', z.string()),
  toolPlace: level('L1', z.enum(toolPlaces)),
  departmentId: maybe,
  dataLevel,
  harm,
  citizensSee: level('L1', z.boolean()),
  risk: level('L1', z.enum(risks)),
  gate: level('L1', z.enum(gates)),
  state: level('L1', z.enum(useCaseStates)),
  requestedAt: moment,
  requestedBy: maybe,
  decidedAt: level('L2', z.iso.datetime().nullable()),
  decidedBy: maybe,
  conditions: maybe,
  validUntil: level('L2', localDate.nullable()),
  /** Days until it ends; below zero once it ended, null unless approved. */
  daysLeft: level('L2', z.number().int().nullable()),
  figures: useFigures,
  /** Whether this reader may decide on it, withdraw it, record a use; why not is told for the last. */
  mayDecide: level('L2', z.boolean()),
  mayWithdraw: level('L2', z.boolean()),
  hindrance: level('L2', z.enum(useHindrances).nullable()),
})
export type UseCase = z.infer<typeof useCase>
export const useCaseList = z.object({ items: z.array(useCase) })

export const useCaseKey = z.object({ useCaseId: level('L2', z.uuid()) })
export const useCaseMade = z.object({ useCaseId: level('L2', z.uuid()) })

export const useCaseDecision = z.discriminatedUnion('approve', [
  z.object({
    approve: level('L2', z.literal(true)),
    validUntil: level('L2', localDate),
    conditions: level('L2', personText(2000)),
  }),
  z.object({ approve: level('L2', z.literal(false)), conditions: level('L2', personText(2000, 2)) }),
])
export type UseCaseDecision = z.infer<typeof useCaseDecision>
export const useCaseState = z.object({ state: level('L1', z.enum(useCaseStates)) })

export const newUse = z.object({
  task: level('L2', personText(500, 2)),
  dataLevel,
  /** Whether the output went into the work. */
  used: level('L2', z.boolean()),
  /** Whether the person checked facts, figures and sources of it. */
  checked: level('L2', z.boolean()),
  /** The account of a second person who checked it, where two have to. */
  checkedBy: level('L2', z.string().max(64).nullable()),
})
export type NewUse = z.infer<typeof newUse>

export const useRecord = z.object({
  useId: level('L2', z.uuid()),
  at: moment,
  person: maybe,
  task: level('L2', z.string()),
  dataLevel,
  used: level('L2', z.boolean()),
  checked: level('L2', z.boolean()),
  checkedBy: maybe,
})
export type UseRecord = z.infer<typeof useRecord>
export const useList = z.object({ items: z.array(useRecord) })
export const useMade = z.object({ useId: level('L2', z.uuid()) })
