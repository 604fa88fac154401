import { Segmented } from 'antd'
import { useCallback } from 'react'
import { Chart } from '#console/kit/chart.tsx'
import type { Colour } from '#console/kit/chart-canvas.tsx'
import { useWords } from '#console/kit/language.ts'
import { Loading, ProblemNotice } from '#console/kit/notices.tsx'
import { useFilters } from '#console/kit/use-search.ts'
import { useGuardWords } from './finding-words.tsx'
import { type GuardStatistics, useGuardStatistics } from './guard-calls.ts'

const spans = ['7', '30', '90']
const shown = ['found', 'attacked', 'checked', 'refused'] as const
const colours = { found: 'primary', attacked: 'warning', checked: 'ai', refused: 'text' } as const

function Days({ days }: { days: GuardStatistics['days'] }) {
  const { t } = useWords()
  const option = useCallback(
    (colour: Colour) => ({
      grid: { left: 8, right: 16, top: 36, bottom: 8, outerBoundsMode: 'same' },
      legend: { top: 0, textStyle: { color: colour('text') } },
      tooltip: {
        trigger: 'axis',
        backgroundColor: colour('panel'),
        borderColor: colour('border'),
        textStyle: { color: colour('text') },
      },
      xAxis: {
        type: 'category',
        data: days.map(one => one.day.slice(5)),
        axisLabel: { color: colour('quiet') },
      },
      yAxis: {
        type: 'value',
        minInterval: 1,
        axisLabel: { color: colour('quiet') },
        splitLine: { lineStyle: { color: colour('border') } },
      },
      series: shown.map(name => ({
        type: 'line',
        name: t(`guard:count.${name}`),
        data: days.map(one => one[name]),
        color: colour(colours[name]),
      })),
    }),
    [days, t],
  )
  return <Chart option={option} height={240} label={t('guard:chart')} />
}

function Counts({ title, rows }: { title: string; rows: readonly { name: string; count: number }[] }) {
  const { t, language } = useWords()
  const number = new Intl.NumberFormat(language)
  return (
    <section className="panel stack-tight">
      <h2>{title}</h2>
      {rows.length === 0 && <p className="quiet">{t('guard:none')}</p>}
      <table className="guard-counts">
        <tbody>
          {rows.map(one => (
            <tr key={one.name}>
              <th scope="row">{one.name}</th>
              <td className="number">{number.format(one.count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** How often the guard found, flagged, checked and refused, by day and by kind. */
export function GuardStatisticsView() {
  const { t, language } = useWords()
  const words = useGuardWords()
  const [search, change] = useFilters()
  const days = spans.includes(search.days ?? '') ? search.days! : '30'
  const found = useGuardStatistics(Number(days))
  if (found.error && !found.data)
    return <ProblemNotice error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <Loading rows={8} />
  const { data } = found
  const sum = (name: 'decisions' | (typeof shown)[number]) =>
    new Intl.NumberFormat(language).format(data.days.reduce((all, one) => all + one[name], 0))
  return (
    <>
      <section className="panel stack-tight" aria-label={t('guard:chart')}>
        <div className="row">
          <Segmented
            value={days}
            options={spans.map(value => ({ value, label: t('guard:days', { count: Number(value) }) }))}
            onChange={value => change({ days: value })}
            aria-label={t('guard:span')}
          />
          <span>{t('guard:decisions', { decisions: sum('decisions') })}</span>
        </div>
        <dl className="guard-sums">
          {shown.map(name => (
            <div key={name}>
              <dt className="small quiet">{t(`guard:count.${name}`)}</dt>
              <dd className="number">{sum(name)}</dd>
            </div>
          ))}
        </dl>
        {data.days.length > 1 && <Days days={data.days} />}
      </section>
      <div className="guard-columns">
        <Counts
          title={t('guard:by-type')}
          rows={data.types.map(one => ({ name: words.type(one.type), count: one.count }))}
        />
        <Counts
          title={t('guard:by-reason')}
          rows={data.reasons.map(one => ({ name: words.reason(one.reason), count: one.count }))}
        />
        <Counts
          title={t('guard:by-check')}
          rows={data.checks.map(one => ({
            name: `${words.check(one.check)} · ${t(`guard:says.${one.says}`)}`,
            count: one.count,
          }))}
        />
      </div>
    </>
  )
}
