import { Select } from 'antd'
import { useCallback } from 'react'
import { Chart } from '#console/kit/chart.tsx'
import type { Colour } from '#console/kit/chart-canvas.tsx'
import { useWords } from '#console/kit/language.ts'
import { Moment } from '#console/kit/moments.tsx'
import { RateWords } from './rate-words.tsx'
import type { RedteamRun, RedteamTarget } from './redteam-calls.ts'

const shown = 20

/** Catch and false-alarm rates of the runs against one target, oldest first. */
function Trend({ runs }: { runs: readonly RedteamRun[] }) {
  const { t, language } = useWords()
  const option = useCallback(
    (colour: Colour) => {
      const drawn = runs.slice(0, shown).toReversed()
      const day = new Intl.DateTimeFormat(language, { month: 'numeric', day: 'numeric' })
      const share = (value: number | null) => (value === null ? null : Math.round(value * 1000) / 10)
      const line = (name: string, tint: string, values: (number | null)[]) => ({
        type: 'line',
        name,
        color: tint,
        data: values,
      })
      return {
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
          data: drawn.map(one => day.format(new Date(one.at))),
          axisLabel: { color: colour('quiet') },
        },
        yAxis: {
          type: 'value',
          min: 0,
          max: 100,
          axisLabel: { color: colour('quiet'), formatter: '{value}%' },
          splitLine: { lineStyle: { color: colour('border') } },
        },
        series: [
          line(
            t('redteam:caught'),
            colour('primary'),
            drawn.map(one => share(one.caught.share)),
          ),
          line(
            t('redteam:alarmed'),
            colour('warning'),
            drawn.map(one => share(one.alarmed.share)),
          ),
        ],
      }
    },
    [runs, language, t],
  )
  return <Chart option={option} height={200} label={t('redteam:trend')} />
}

interface Props {
  runs: readonly RedteamRun[]
  targets: readonly RedteamTarget[]
  target: string | undefined
  chosen: string | undefined
  onTarget(target: string | undefined): void
  onChoose(runId: string): void
}

/** The runs, newest first; of one target with their trend. */
export function RunList({ runs, targets, target, chosen, onTarget, onChoose }: Props) {
  const { t, language } = useWords()
  const titleOf = (id: string) =>
    targets.find(one => one.id === id)?.title[language === 'en' ? 'en' : 'zh'] ?? id
  const oneTarget = new Set(runs.map(one => one.target)).size === 1
  return (
    <section className="panel stack-tight">
      <div className="row-between">
        <h2>{t('redteam:runs')}</h2>
        <Select
          allowClear
          value={target ?? null}
          placeholder={t('redteam:all-targets')}
          aria-label={t('redteam:filter')}
          popupMatchSelectWidth={false}
          options={targets.map(one => ({ value: one.id, label: titleOf(one.id) }))}
          onChange={(value: string | null) => onTarget(value ?? undefined)}
        />
      </div>
      {oneTarget && runs.length > 1 && <Trend runs={runs} />}
      <div className="redteam-scroll">
        <table className="redteam-table">
          <thead>
            <tr>
              <th scope="col">{t('redteam:when')}</th>
              <th scope="col">{t('redteam:target')}</th>
              <th scope="col">{t('redteam:caught')}</th>
              <th scope="col">{t('redteam:alarmed')}</th>
            </tr>
          </thead>
          <tbody>
            {runs.map(one => (
              <tr key={one.runId}>
                <td>
                  <button
                    type="button"
                    className="linklike number"
                    aria-current={one.runId === chosen}
                    onClick={() => onChoose(one.runId)}
                  >
                    <Moment at={one.at} />
                  </button>
                </td>
                <td>
                  {titleOf(one.target)}{' '}
                  <span className="small quiet number">{one.modelVersion?.slice(0, 8)}</span>
                </td>
                <td>
                  <RateWords of={one.caught} />
                </td>
                <td>
                  <RateWords of={one.alarmed} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
