import { useWords } from '#console/kit/language.ts'
import { type Tone, ToneTag } from '#console/kit/tone.tsx'

const tones: Record<string, Tone> = { mark: 'new', drop: 'warning', refuse: 'bad' }

/** What a word leads to. */
export function ActionTag({ action, overridable }: { action: string; overridable: boolean }) {
  const { t } = useWords()
  return (
    <span className="row">
      <ToneTag tone={tones[action] ?? 'calm'}>{t(`vocabulary:action.${action}`)}</ToneTag>
      {!overridable && <span className="small quiet">{t('vocabulary:final')}</span>}
    </span>
  )
}
