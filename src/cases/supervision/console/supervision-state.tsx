import type { Supervision } from '#cases/supervision/supervision.contract.ts'
import { useWords } from '#console/kit/language.ts'
import { ToneTag } from '#console/kit/tone.tsx'

const tones = { asked: 'warning', answered: 'ai', accepted: 'good' } as const

/** Where a supervision stands. */
export function SupervisionState({ of }: { of: Pick<Supervision, 'state' | 'overdue'> }) {
  const { t } = useWords()
  return (
    <>
      <ToneTag tone={tones[of.state]}>{t(`supervision:state.${of.state}`)}</ToneTag>
      {of.overdue && <ToneTag tone="bad">{t('supervision:overdue')}</ToneTag>}
    </>
  )
}
