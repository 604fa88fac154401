import { Button } from 'antd'
import type { RetentionFigures } from '#cases/rights/rights.contract.ts'
import { useWords } from '#console/kit/language.ts'
import { Moment } from '#console/kit/moments.tsx'
import type { useRightsForms } from './use-rights-forms.ts'

interface Props {
  of: RetentionFigures
  forms: ReturnType<typeof useRightsForms>
  mayRetain: boolean
}

/** Cases that must not be erased for now. */
export function HoldsPanel({ of, forms, mayRetain }: Props) {
  const { t } = useWords()
  return (
    <section className="panel stack-tight" aria-label={t('rights:holds')}>
      <div className="row-between">
        <h2>{t('rights:holds')}</h2>
        {mayRetain && (
          <Button size="small" onClick={() => forms.open('hold')}>
            {t('rights:act.hold')}
          </Button>
        )}
      </div>
      {of.holds.length === 0 && <p className="quiet">{t('rights:no-holds')}</p>}
      <ul className="plain-list stack-tight">
        {of.holds.map(hold => (
          <li key={hold.code} className="row-between">
            <span>
              <span className="number">{hold.code}</span> {hold.reason}{' '}
              <span className="small quiet">
                <Moment at={hold.placedAt} />
              </span>
            </span>
            {mayRetain && (
              <Button
                size="small"
                aria-label={t('rights:lift-of', { code: hold.code })}
                onClick={() => forms.open('lift', { code: hold.code })}
              >
                {t('rights:act.lift')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
