import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useMemo } from 'react'
import { useWords } from '#console/kit/language.ts'
import { Moment } from '#console/kit/moments.tsx'
import { Loading, ProblemNotice } from '#console/kit/notices.tsx'
import { useSession } from '#console/kit/session.ts'
import { usePathParameter } from '#console/kit/use-search.ts'
import type { ModelVersionDetail } from '#models/model.contract.ts'
import { Comparison } from './comparison.tsx'
import { ConfusionMap } from './confusion-map.tsx'
import { CoverageChart } from './coverage-chart.tsx'
import { Decide } from './decide.tsx'
import { rateText } from './figures.rules.ts'
import { FiguresTable } from './figures-table.tsx'
import { LabelTable } from './label-table.tsx'
import { useModels, useVersion } from './model-calls.ts'
import { Origins } from './origins.tsx'
import { VersionState } from './state-tag.tsx'
import './models.css'

function Facts({ of }: { of: ModelVersionDetail }) {
  const { t, language } = useWords()
  const { personId } = useSession()
  const title = useModels().data?.tasks.find(one => one.task === of.task)?.title
  const who = (id: string) => (id === personId ? t('models:you') : id)
  const line = (name: string, value: ReactNode) => (
    <>
      <dt>{t(`models:fact.${name}`)}</dt>
      <dd>{value}</dd>
    </>
  )
  const count = new Intl.NumberFormat(language)
  return (
    <dl className="facts">
      {line('task', title ? (language === 'en' ? title.en : title.zh) : of.task)}
      {line('version', <code>{of.id}</code>)}
      {line(
        'rows',
        t('models:rows-labels', { rows: count.format(of.rows), labels: count.format(of.labels) }),
      )}
      {line(
        'trained',
        <>
          <Moment at={of.trainedAt} /> · {who(of.trainedBy)}
        </>,
      )}
      {of.approvedAt &&
        line(
          'approved',
          <>
            <Moment at={of.approvedAt} /> · {who(of.approvedBy ?? '')}
          </>,
        )}
      {of.retiredAt &&
        line(
          'retired',
          <>
            <Moment at={of.retiredAt} /> · {who(of.retiredBy ?? '')}
          </>,
        )}
      {of.note && line('note', of.note)}
      {line(
        'threshold',
        of.metrics.threshold > 1
          ? t('models:never-sure')
          : t('models:threshold', { value: rateText(of.metrics.threshold, language) }),
      )}
    </dl>
  )
}

/** One version with all its figures: how good, where it errs, what taught it. */
export function Page() {
  const { t } = useWords()
  const found = useVersion(usePathParameter('versionId'))
  const of = found.data
  const lines = useMemo(() => (of ? [{ name: of.id.slice(0, 8), metrics: of.metrics }] : []), [of])
  if (found.error) return <ProblemNotice error={found.error} retry={() => void found.refetch()} />
  if (!of) return <Loading rows={12} />
  return (
    <div className="stack">
      <div className="row-between">
        <span className="row">
          <Link to="/models" className="linklike">
            {t('models:back')}
          </Link>
          <VersionState state={of.state} />
        </span>
        <Decide of={of} />
      </div>
      {of.state === 'trial' && <p>{t('models:trial-note')}</p>}
      <div className="two-halves">
        <section className="panel stack-tight">
          <h2>{t('models:section.facts')}</h2>
          <Facts of={of} />
        </section>
        <section className="panel stack-tight">
          <h2>{t('models:section.origins')}</h2>
          <Origins of={of.training} />
        </section>
      </div>
      <section className="panel stack-tight">
        <h2>{t('models:section.figures')}</h2>
        <p className="small quiet">{t('models:out-of-fold')}</p>
        <div className="two-halves">
          <FiguresTable metrics={of.metrics} />
          <CoverageChart lines={lines} />
        </div>
        {of.comparison ? (
          <Comparison of={of.comparison} />
        ) : (
          <p className="quiet">{t('models:no-comparison-why')}</p>
        )}
      </section>
      <section className="panel stack-tight">
        <h2>{t('models:section.confusion')}</h2>
        <ConfusionMap figures={of.metrics.figures} />
      </section>
      <section className="panel stack-tight">
        <h2>{t('models:section.labels')}</h2>
        <LabelTable figures={of.metrics.figures} />
      </section>
    </div>
  )
}
