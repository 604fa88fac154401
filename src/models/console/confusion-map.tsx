import { useCallback, useMemo } from 'react'
import { Chart } from '#console/kit/chart.tsx'
import type { Colour } from '#console/kit/chart-canvas.tsx'
import { useWords } from '#console/kit/language.ts'
import type { ModelFigures } from '#models/model.contract.ts'
import { confusionOf, mistakesOf, rateText } from './figures.rules.ts'
import { useLabelName } from './label-name.ts'

// More labels than this make squares too small to read; the table has them all.
const shown = 25
const mistakesShown = 8

/** What was taken for what: a heat map of the labels with most rows, and the most frequent mistakes in words. */
export function ConfusionMap({ figures }: { figures: ModelFigures }) {
  const { t, language } = useWords()
  const nameOf = useLabelName()
  const { labels, cells } = useMemo(() => confusionOf(figures, shown), [figures])
  const names = labels.map(nameOf).join('\n')
  const option = useCallback(
    (colour: Colour) => {
      const list = names.split('\n')
      const axis = (rotate: number) => ({
        type: 'category',
        data: list,
        axisLabel: {
          color: colour('quiet'),
          rotate,
          interval: 0,
          width: 110,
          overflow: 'truncate',
          fontSize: 11,
        },
        axisTick: { show: false },
        splitLine: { show: true, lineStyle: { color: colour('border') } },
      })
      return {
        grid: { left: 4, right: 4, top: 8, bottom: 4, outerBoundsMode: 'same' },
        tooltip: {
          backgroundColor: colour('panel'),
          borderColor: colour('border'),
          textStyle: { color: colour('text') },
          formatter: ({ data }: { data: [number, number, number, number] }) =>
            t('models:confusion.cell', {
              truth: list[data[1]],
              predicted: list[data[0]],
              rows: data[3],
              share: rateText(data[2], language),
            }),
        },
        xAxis: axis(60),
        yAxis: { ...axis(0), inverse: true },
        visualMap: {
          min: 0,
          max: 1,
          dimension: 2,
          show: false,
          inRange: { color: [colour('panel'), colour('primary')] },
        },
        series: [
          {
            type: 'heatmap',
            data: cells.map(one => [one.predicted, one.truth, one.share, one.rows]),
            itemStyle: { borderColor: colour('border'), borderWidth: 1 },
          },
        ],
      }
    },
    [cells, names, language, t],
  )
  const mistakes = mistakesOf(figures, mistakesShown)
  return (
    <div className="stack-tight">
      <p className="small quiet">
        {t('models:confusion.note')}
        {figures.perLabel.length > shown &&
          ` ${t('models:confusion.cut', { shown, all: figures.perLabel.length })}`}
      </p>
      <div className="wide-picture">
        <div style={{ minWidth: 160 + labels.length * 16 }}>
          <Chart option={option} height={150 + labels.length * 22} label={t('models:confusion.label')} />
        </div>
      </div>
      {mistakes.length > 0 && (
        <>
          <h3 className="small quiet">{t('models:confusion.mistakes')}</h3>
          <ul className="plain-list small">
            {mistakes.map(one => (
              <li key={`${one.truth} ${one.predicted}`}>
                {t('models:confusion.mistake', {
                  truth: nameOf(one.truth),
                  predicted: nameOf(one.predicted),
                  rows: one.rows,
                })}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
