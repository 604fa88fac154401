import { useCallback } from 'react'
import { Chart } from '#console/kit/chart.tsx'
import type { Colour } from '#console/kit/chart-canvas.tsx'
import { useWords } from '#console/kit/language.ts'
import type { ModelMetrics } from '#models/model.contract.ts'
import { rateText } from './figures.rules.ts'

interface Line {
  name: string
  metrics: ModelMetrics
}

/** Accuracy when only the surest 10 %, 20 % … are answered: how much can be left to the advice. */
export function CoverageChart({ lines }: { lines: readonly Line[] }) {
  const { t, language } = useWords()
  const option = useCallback(
    (colour: Colour) => ({
      grid: { left: 8, right: 16, top: 36, bottom: 30, outerBoundsMode: 'same' },
      legend: { show: lines.length > 1, top: 0, textStyle: { color: colour('text') } },
      tooltip: {
        trigger: 'axis',
        backgroundColor: colour('panel'),
        borderColor: colour('border'),
        textStyle: { color: colour('text') },
        valueFormatter: (value: unknown) => rateText(Number(value), language),
      },
      xAxis: {
        type: 'value',
        min: 0,
        max: 1,
        name: t('models:curve.coverage'),
        nameLocation: 'middle',
        nameGap: 26,
        nameTextStyle: { color: colour('quiet') },
        axisLabel: { color: colour('quiet'), formatter: (value: number) => `${Math.round(value * 100)}%` },
        axisPointer: { label: { formatter: (one: { value: number }) => rateText(one.value, language) } },
        splitLine: { show: false },
      },
      yAxis: {
        type: 'value',
        scale: true,
        max: 1,
        name: t('models:figure.accuracy'),
        nameTextStyle: { color: colour('quiet') },
        axisLabel: { color: colour('quiet'), formatter: (value: number) => `${Math.round(value * 100)}%` },
        splitLine: { lineStyle: { color: colour('border') } },
      },
      series: lines.map((line, at) => ({
        type: 'line',
        name: line.name,
        data: line.metrics.figures.coverageCurve.map(one => [one.coverage, one.accuracy]),
        symbolSize: 6,
        lineStyle: { type: at === 0 ? 'solid' : 'dashed' },
        color: colour(at === 0 ? 'primary' : 'ai'),
      })),
    }),
    [lines, language, t],
  )
  return <Chart option={option} height={310} label={t('models:curve.label')} />
}
