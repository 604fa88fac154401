import type { CaseState, Disposition } from '#cases/case-words.contract.ts'
import { useWords } from './language.ts'
import { type Tone, ToneTag } from './tone.tsx'

const tones: Record<CaseState, Tone> = {
  reported: 'new',
  accepted: 'new',
  dispatched: 'busy',
  handling: 'busy',
  verifying: 'ai',
  closed: 'good',
}

/** Ends without anything having been done here. */
const calm: ReadonlySet<Disposition> = new Set([
  'declined',
  'handed-over',
  'withdrawn',
  'transferred',
  'not-possible',
])

/** Where a case stands; a closed one says how it ended. */
export function StateTag({ state, disposition }: { state: CaseState; disposition?: Disposition | null }) {
  const { t } = useWords()
  const ended = state === 'closed' && disposition ? disposition : null
  const handled = ended && calm.has(ended) ? 'calm' : tones[state]
  return <ToneTag tone={handled}>{ended ? t(`kit:disposition.${ended}`) : t(`kit:state.${state}`)}</ToneTag>
}

/** Shown only when a case is more than normally urgent. */
export function UrgencyTag({ urgency }: { urgency: string }) {
  const { t } = useWords()
  if (urgency === 'normal') return null
  return <ToneTag tone={urgency === 'emergency' ? 'bad' : 'warning'}>{t(`kit:urgency.${urgency}`)}</ToneTag>
}
