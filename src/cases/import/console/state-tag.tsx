import type { ImportState } from '#cases/imports.contract.ts'
import { useWords } from '#console/kit/language.ts'
import { type Tone, ToneTag } from '#console/kit/tone.tsx'

const tones: Record<ImportState, Tone> = {
  uploaded: 'new',
  checking: 'busy',
  queued: 'busy',
  running: 'busy',
  done: 'good',
  failed: 'bad',
  cancelled: 'calm',
}

/** Where an import stands. */
export function ImportStateTag({ state }: { state: ImportState }) {
  const { t } = useWords()
  return <ToneTag tone={tones[state]}>{t(`import:state.${state}`)}</ToneTag>
}
