import { assessAttack } from '../attack/assess-attack.ts'
import type { AttackVerdict, Finding } from '../guard/guard.contract.ts'
import { recognise } from '../recognise/recognise.rules.ts'
import { exceptAttack, exceptFindings, type GuardException } from './exception.rules.ts'

export interface Eyes {
  recognise(text: string): Finding[]
  assess(text: string): AttackVerdict
}

const shipped: Eyes = { recognise: text => recognise(text), assess: assessAttack }

/** The recognisers and the attack rules, seen through what was ruled on alarms. */
export function withExceptions(exceptions: readonly GuardException[], eyes: Eyes = shipped): Eyes {
  if (exceptions.length === 0) return eyes
  return {
    recognise: text => exceptFindings(text, eyes.recognise(text), exceptions),
    assess: text => exceptAttack(text, exceptions, eyes.assess),
  }
}
