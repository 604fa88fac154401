import { type Level, levels } from '#base/level.contract.ts'
import type { Gate, Risk } from '../kernel.contract.ts'
import { gateOf, riskOf } from '../register/risk.rules.ts'
import {
  ceilings,
  type NewUseCase,
  type Refusal,
  type ToolPlace,
  type UseHindrance,
} from './use-case.contract.ts'

const rank = (level: Level) => levels.indexOf(level)

/** How much becomes known when what goes in leaks, 1 to 3: by its level, and graver where it leaves the house. */
export function leakOf({ dataLevel, toolPlace }: { dataLevel: Level; toolPlace: ToolPlace }): 1 | 2 | 3 {
  const outside = toolPlace === 'outside' ? 1 : 0
  return Math.min(3, Math.max(1, rank(dataLevel) + outside)) as 1 | 2 | 3
}

/** Risk and gate of a use case; what citizens see does some harm at least when it is wrong. */
export function weigh(of: Pick<NewUseCase, 'dataLevel' | 'toolPlace' | 'harm' | 'citizensSee'>): {
  leak: 1 | 2 | 3
  harm: 1 | 2 | 3
  risk: Risk
  gate: Gate
} {
  const leak = leakOf(of)
  const harm = of.citizensSee && of.harm < 2 ? 2 : of.harm
  const risk = riskOf({ leak, harm })
  return { leak, harm, risk, gate: gateOf(risk) }
}

/** Whether data of a level may go into a tool there. */
export function isWithinCeiling(dataLevel: Level, toolPlace: ToolPlace): boolean {
  return rank(dataLevel) <= rank(ceilings[toolPlace])
}

/** Why a use case cannot be asked for, whoever would approve it; null when it can. */
export function refusalOf(of: Pick<NewUseCase, 'dataLevel' | 'toolPlace' | 'prohibited'>): Refusal | null {
  if (of.prohibited.length > 0) return 'prohibited-use'
  return isWithinCeiling(of.dataLevel, of.toolPlace) ? null : 'data-above-ceiling'
}

/** What bears on whether somebody may record a use. */
export interface UseStanding {
  state: string
  /** Local days of the city. */
  validUntil: string | null
  today: string
  trained: boolean
  departmentId: string | null
  ownDepartmentId: string | null
}

/** Why somebody may not record a use now; null when they may. */
export function hindranceToUse(of: UseStanding): UseHindrance | null {
  if (of.state !== 'approved') return 'not-approved'
  if (of.validUntil === null || of.validUntil < of.today) return 'expired'
  if (of.departmentId !== null && of.departmentId !== of.ownDepartmentId) return 'other-department'
  return of.trained ? null : 'untrained'
}

/** Whether the output may go into the work: checked by the person, and by a second one where the gate asks for two. */
export function isCheckedEnough(
  gate: Gate,
  use: { used: boolean; checked: boolean; hasSecond: boolean },
): boolean {
  if (!use.used || gate === 'informs') return true
  return use.checked && (gate !== 'two-humans-confirm' || use.hasSecond)
}
