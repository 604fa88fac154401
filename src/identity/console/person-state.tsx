import { useWords } from '#console/kit/language.ts'
import { ToneTag } from '#console/kit/tone.tsx'
import type { Person } from '#identity/person.contract.ts'

/** Whether a person can sign in, and what stands in the way. */
export function PersonState({ of }: { of: Person }) {
  const { t } = useWords()
  const locked = of.lockedUntil !== null && Date.parse(of.lockedUntil) > Date.now()
  return (
    <span className="row" style={{ gap: 4 }}>
      <ToneTag tone={of.active ? 'good' : 'calm'}>
        {t(of.active ? 'identity:active' : 'identity:inactive')}
      </ToneTag>
      {locked && <ToneTag tone="bad">{t('identity:locked')}</ToneTag>}
      {of.mustChangePassword && <ToneTag tone="warning">{t('identity:must-change')}</ToneTag>}
      {of.secondFactorEnrolled && <ToneTag tone="calm">{t('identity:second-factor')}</ToneTag>}
    </span>
  )
}
