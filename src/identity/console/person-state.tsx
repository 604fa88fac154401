import { Tag } from 'antd'
import { useWords } from '#console/kit/language.ts'
import type { Person } from '#identity/person.contract.ts'

/** Whether a person can sign in, and what stands in the way. */
export function PersonState({ of }: { of: Person }) {
  const { t } = useWords()
  const locked = of.lockedUntil !== null && Date.parse(of.lockedUntil) > Date.now()
  return (
    <span className="row" style={{ gap: 4 }}>
      <Tag color={of.active ? 'green' : 'default'}>
        {t(of.active ? 'identity:active' : 'identity:inactive')}
      </Tag>
      {locked && <Tag color="red">{t('identity:locked')}</Tag>}
      {of.mustChangePassword && <Tag color="gold">{t('identity:must-change')}</Tag>}
      {of.secondFactorEnrolled && <Tag>{t('identity:second-factor')}</Tag>}
    </span>
  )
}
