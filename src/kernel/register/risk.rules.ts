import { type Gate, gates, type Risk, risks } from '../kernel.contract.ts'

/**
 * The matrix leak × harm, each 1 to 3: little of both informs, something of both asks a person, much of one with some of the
 * other asks two. A matter that is harmless when wrong and much when it leaks stays with one person.
 */
export function riskOf({ leak, harm }: { leak: number; harm: number }): Exclude<Risk, 'prohibited'> {
  const product = leak * harm
  if (product >= 6) return 'high'
  return product >= 3 ? 'medium' : 'low'
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
