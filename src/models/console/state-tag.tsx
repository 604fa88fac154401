import { useWords } from '#console/kit/language.ts'
import { type Tone, ToneTag } from '#console/kit/tone.tsx'
import type { ModelState } from '#models/model.contract.ts'

const tones: Record<ModelState, Tone> = {
  active: 'good',
  candidate: 'busy',
  trial: 'new',
  retired: 'calm',
}

/** Where a version stands. */
export function VersionState({ state }: { state: ModelState }) {
  const { t } = useWords()
  return <ToneTag tone={tones[state]}>{t(`models:state.${state}`)}</ToneTag>
}
