import { Button } from 'antd'
import type { RetentionFigures } from '#cases/rights/rights.contract.ts'
import { useWords } from '#console/kit/language.ts'
import { Moment } from '#console/kit/moments.tsx'
import { ToneTag } from '#console/kit/tone.tsx'
import type { useRightsForms } from './use-rights-forms.ts'

const forms = ['export', 'export-email', 'export-account', 'erase', 'erase-email', 'erase-account'] as const

interface Props {
  of: RetentionFigures
  forms: ReturnType<typeof useRightsForms>
  mayServe: boolean
}

/** Data of one person: given out or erased on their request; who asked for it and why is kept. */
export function PersonsPanel({ of, forms: { open }, mayServe }: Props) {
  const { t } = useWords()
  return (
    <section className="panel stack-tight" aria-label={t('rights:persons')}>
      <h2>{t('rights:persons')}</h2>
      <p className="quiet">{t('rights:persons-note')}</p>
      {mayServe && (
        <div className="row">
          {forms.map(form => (
            <Button key={form} size="small" danger={form.startsWith('erase')} onClick={() => open(form)}>
              {t(`rights:act.${form}`)}
            </Button>
          ))}
        </div>
      )}
      {of.requests.length === 0 && <p className="quiet">{t('rights:no-requests')}</p>}
      <ul className="plain-list stack-tight">
        {of.requests.map(one => (
          <li key={one.requestId}>
            <span className="row">
              {t(`rights:request.${one.kind}`)}
              <span className="number">{t('rights:cases', { value: String(one.cases) })}</span>
              <ToneTag tone={one.done ? 'good' : 'bad'}>
                {t(one.done ? 'rights:done-tag' : 'rights:refused')}
              </ToneTag>
              <span className="small quiet">
                <Moment at={one.at} />
              </span>
            </span>
            <div className="small quiet">{one.reason}</div>
          </li>
        ))}
      </ul>
    </section>
  )
}
