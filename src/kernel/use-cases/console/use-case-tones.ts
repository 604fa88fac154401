import type { Tone } from '#console/kit/tone.tsx'
import type { Risk } from '#kernel/kernel.contract.ts'
import type { UseCaseState } from '../use-case.contract.ts'

/** How a state looks; the word says the same. */
export const stateTones: Record<UseCaseState, Tone> = {
  requested: 'new',
  approved: 'good',
  refused: 'bad',
  withdrawn: 'calm',
}

/** How a risk looks. */
export const riskTones: Record<Risk, Tone> = {
  low: 'calm',
  medium: 'warning',
  high: 'bad',
  prohibited: 'bad',
}
