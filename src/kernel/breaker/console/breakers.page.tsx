import { Table, type TableColumnsType } from 'antd'
import { useCityNames } from '#console/kit/city.ts'
import { useWords } from '#console/kit/language.ts'
import { Moment } from '#console/kit/moments.tsx'
import { Loading, Nothing, ProblemNotice } from '#console/kit/notices.tsx'
import { useMay } from '#console/kit/session.ts'
import { ToneTag } from '#console/kit/tone.tsx'
import type { BreakerBoard, BreakerRow } from '../breaker.contract.ts'
import { useBreakers } from './breaker-calls.ts'
import { breakerTones } from './breaker-tones.ts'
import { RunsPanel } from './runs-panel.tsx'
import { SwitchPanel } from './switch-panel.tsx'

/** Shares of overrides over time as a line; the figures stand in its name for who cannot see it. */
function Line({ of }: { of: readonly number[] }) {
  const { t, language } = useWords()
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 })
  if (of.length < 2) return <span className="quiet">{'–'}</span>
  const points = of.map((share, place) => `${(place / (of.length - 1)) * 120},${24 - share * 22}`).join(' ')
  const name = t('breaker:line', { values: of.map(one => percent.format(one)).join(' ') })
  return (
    <svg role="img" aria-label={name} width="120" height="26" viewBox="0 0 120 26">
      <line x1="0" y1="24" x2="120" y2="24" stroke="currentColor" strokeOpacity="0.25" />
      <polyline points={points} fill="none" stroke="currentColor" strokeWidth="1.5" />
    </svg>
  )
}

function Rows({ of }: { of: BreakerBoard }) {
  const { t, language } = useWords()
  const { department } = useCityNames()
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 })
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 0 })
  const columns: TableColumnsType<BreakerRow> = [
    {
      key: 'algorithm',
      title: t('breaker:column.algorithm'),
      render: (_, one) => (
        <>
          <div>{t(`breaker:algorithm.${one.algorithm}`, { defaultValue: one.algorithm })}</div>
          <div className="small quiet">
            {one.department === '-' ? t('breaker:no-department') : department(one.department)}
          </div>
        </>
      ),
    },
    {
      key: 'state',
      title: t('breaker:column.state'),
      render: (_, one) => (
        <>
          <ToneTag tone={breakerTones[one.state]}>{t(`breaker:state.${one.state}`)}</ToneTag>
          {one.since && (
            <div className="small quiet">
              <Moment at={one.since} />
            </div>
          )}
        </>
      ),
    },
    {
      key: 'overridden',
      title: t('breaker:column.overridden'),
      align: 'right',
      render: (_, one) => (
        <>
          <div className="number">{percent.format(one.settled === 0 ? 0 : one.overridden / one.settled)}</div>
          <div className="small quiet number">{t('breaker:of', { count: one.settled })}</div>
        </>
      ),
    },
    { key: 'recent', title: t('breaker:column.recent'), render: (_, one) => <Line of={one.recent} /> },
    {
      key: 'blind',
      title: t('breaker:column.blind'),
      align: 'right',
      render: (_, { blind }) =>
        blind.settled === 0 ? (
          <span className="quiet">{'–'}</span>
        ) : (
          <span className="number">{`${number.format(blind.overridden)} / ${number.format(blind.settled)}`}</span>
        ),
    },
    {
      key: 'reliance',
      title: t('breaker:column.reliance'),
      align: 'right',
      render: (_, one) => (
        <>
          <div className="number">{one.unopened === null ? '–' : percent.format(one.unopened)}</div>
          {one.seconds !== null && (
            <div className="small quiet">{t('breaker:seconds', { seconds: number.format(one.seconds) })}</div>
          )}
        </>
      ),
    },
    {
      key: 'model',
      title: t('breaker:column.model'),
      render: (_, one) => <span className="small">{one.modelVersion === '-' ? '–' : one.modelVersion}</span>,
    },
  ]
  return (
    <Table<BreakerRow>
      rowKey={one => `${one.algorithm} ${one.department} ${one.modelVersion}`}
      size="middle"
      columns={columns}
      dataSource={of.rows}
      pagination={false}
      scroll={{ x: 'max-content' }}
    />
  )
}

function Changes({ of }: { of: BreakerBoard }) {
  const { t } = useWords()
  const { department } = useCityNames()
  return (
    <section className="panel stack-tight">
      <h2>{t('breaker:section.changes')}</h2>
      {of.changes.length === 0 && <p className="quiet">{t('breaker:no-changes')}</p>}
      <ul className="plain-list stack-tight">
        {of.changes.map(one => (
          <li key={`${one.at} ${one.algorithm} ${one.department} ${one.after}`} className="row-between">
            <span>
              <strong>
                {one.algorithm === '*'
                  ? t('breaker:all-ai')
                  : t(`breaker:algorithm.${one.algorithm}`, { defaultValue: one.algorithm })}
              </strong>{' '}
              {one.department !== '*' && one.department !== '-' && <span>{department(one.department)} </span>}
              {t(`breaker:state.${one.before}`)} → {t(`breaker:state.${one.after}`)}
            </span>
            <span className="small quiet">
              {t(`breaker:because.${one.because}`)} <Moment at={one.at} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Whether advice keeps its quality where it is given: states, signals over time, what changed, and the switch by hand. */
export function Page() {
  const { t } = useWords()
  const found = useBreakers()
  const may = useMay('algorithms:switch')
  if (found.error && !found.data)
    return <ProblemNotice error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <Loading rows={10} />
  const of = found.data
  return (
    <div className="stack">
      {found.error && <ProblemNotice error={found.error} />}
      <section className="panel stack-tight">
        <h2>{t('breaker:section.rows')}</h2>
        <p className="quiet">{t('breaker:intro')}</p>
        {of.rows.length === 0 ? (
          <Nothing title={t('breaker:empty')} next={t('breaker:empty-next')} />
        ) : (
          <Rows of={of} />
        )}
      </section>
      <RunsPanel of={of} />
      <SwitchPanel of={of} may={may} />
      <Changes of={of} />
    </div>
  )
}
