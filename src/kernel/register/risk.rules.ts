import { type Gate, gates, type Risk, risks } from '../kernel.contract.ts'
import { riskMatrix } from './register.contract.ts'

/** The risk of an algorithm by the matrix: how much becomes known when it leaks, how much is done when it is wrong, 1 to 3. */
export function riskOf({ leak, harm }: { leak: number; harm: number }): Exclude<Risk, 'prohibited'> {
  return riskMatrix[leak - 1]![harm - 1]!
}

const gateOfRisk = {
  low: 'informs',
  medium: 'human-confirms',
  high: 'two-humans-confirm',
} as const satisfies Record<Exclude<Risk, 'prohibited'>, Gate>

/** Who has to act on advice of that risk. */
export function gateOf(risk: Exclude<Risk, 'prohibited'>): Gate {
  return gateOfRisk[risk]
}

/** The stricter of two gates: neither code nor register loosens the other. */
export function stricterGate(one: Gate, other: Gate): Gate {
  return gates.indexOf(one) >= gates.indexOf(other) ? one : other
}

/** The graver of two risks. */
export function graverRisk(one: Risk, other: Risk): Risk {
  return risks.indexOf(one) >= risks.indexOf(other) ? one : other
}

/** How long an assessment may hold, in months: the graver, the shorter. */
export const assessmentMonths = { low: 36, medium: 24, high: 12, prohibited: 0 } as const
