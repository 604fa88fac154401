import type { Tone } from '#console/kit/tone.tsx'
import type { BreakerState } from '../breaker.contract.ts'

/** How a state looks; the word says the same. */
export const breakerTones: Record<BreakerState, Tone> = {
  closed: 'good',
  'half-open': 'warning',
  open: 'bad',
}
