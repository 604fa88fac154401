import { Table, type TableColumnsType } from 'antd'
import { useWords } from '#console/kit/language.ts'
import { Moment } from '#console/kit/moments.tsx'
import { ToneTag } from '#console/kit/tone.tsx'
import type { BreakerBoard, RunSignal, RunSignalName, RunsRow } from '../breaker.contract.ts'
import { breakerTones } from './breaker-tones.ts'

const indices: ReadonlySet<RunSignalName> = new Set(['confidence-shift', 'input-shift'])

/** A figure of a signal in its own unit: a share, milliseconds, or an index. */
function useFigure() {
  const { language } = useWords()
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 })
  const time = new Intl.NumberFormat(language, {
    style: 'unit',
    unit: 'millisecond',
    maximumFractionDigits: 0,
  })
  const index = new Intl.NumberFormat(language, { maximumFractionDigits: 2 })
  return (name: RunSignalName, value: number | null) => {
    if (value === null) return '–'
    if (indices.has(name)) return index.format(value)
    return name === 'latency' ? time.format(value) : percent.format(value)
  }
}

function Signals({ of }: { of: RunsRow }) {
  const { t } = useWords()
  const figure = useFigure()
  const columns: TableColumnsType<RunSignal> = [
    {
      key: 'name',
      title: t('breaker:runs.signal'),
      render: (_, one) => (
        <>
          <div>{t(`breaker:because.${one.name}`)}</div>
          <div className="small quiet">{t(`breaker:runs.about.${one.name}`)}</div>
        </>
      ),
    },
    {
      key: 'value',
      title: t('breaker:runs.now'),
      align: 'right',
      render: (_, one) => <span className="number">{figure(one.name, one.value)}</span>,
    },
    {
      key: 'usual',
      title: t('breaker:runs.usual'),
      align: 'right',
      responsive: ['sm'],
      render: (_, one) => <span className="number quiet">{figure(one.name, one.usual)}</span>,
    },
    {
      key: 'limit',
      title: t('breaker:runs.limit'),
      align: 'right',
      responsive: ['sm'],
      render: (_, one) => <span className="number">{figure(one.name, one.limit)}</span>,
    },
    {
      key: 'says',
      title: t('breaker:column.state'),
      render: (_, one) => (
        <ToneTag tone={one.over ? 'warning' : one.value === null ? 'calm' : 'good'}>
          {t(`breaker:runs.says.${one.over ? 'over' : one.value === null ? 'unknown' : 'good'}`)}
        </ToneTag>
      ),
    },
  ]
  return (
    <Table<RunSignal>
      rowKey="name"
      size="small"
      columns={columns}
      dataSource={of.signals}
      pagination={false}
      scroll={{ x: 'max-content' }}
    />
  )
}

/** How each algorithm runs over all departments: nine signals with what is usual and the limit. */
export function RunsPanel({ of }: { of: BreakerBoard }) {
  const { t } = useWords()
  if (of.runs.length === 0) return null
  return (
    <section className="panel stack-tight">
      <h2>{t('breaker:section.runs')}</h2>
      <p className="quiet">{t('breaker:runs.intro')}</p>
      {of.runs.map(one => (
        <details key={one.algorithm} open={one.state !== 'closed' || one.signals.some(each => each.over)}>
          <summary>
            <strong>{t(`breaker:algorithm.${one.algorithm}`, { defaultValue: one.algorithm })}</strong>{' '}
            <ToneTag tone={breakerTones[one.state]}>{t(`breaker:state.${one.state}`)}</ToneTag>{' '}
            {one.since && (
              <span className="small quiet">
                <Moment at={one.since} />
              </span>
            )}
          </summary>
          <Signals of={one} />
        </details>
      ))}
    </section>
  )
}
