import { HeatmapChart, LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent, VisualMapComponent } from 'echarts/components'
import * as echarts from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import { useAppearance } from './appearance.ts'

echarts.use([
  HeatmapChart,
  LineChart,
  GridComponent,
  LegendComponent,
  TooltipComponent,
  VisualMapComponent,
  CanvasRenderer,
])

/** Colours of the look that is on, as the style sheets have them. */
export type Colour = (
  name: 'text' | 'quiet' | 'border' | 'primary' | 'ai' | 'warning' | 'panel' | 'fill',
) => string

export interface ChartProps {
  /** Option of the chart library; asked again when the look changes. */
  option(colour: Colour): echarts.EChartsCoreOption
  /** In pixels. */
  height: number
  /** What the picture shows, for who cannot see it; the figures stand in a table beside it. */
  label: string
}

const colour: Colour = name =>
  getComputedStyle(document.documentElement).getPropertyValue(`--c-${name}`).trim() || 'gray'

/** The picture itself; as wide as its place. */
export function ChartCanvas({ option, height, label }: ChartProps) {
  const place = useRef<HTMLDivElement>(null)
  const { dark, size } = useAppearance()
  // biome-ignore lint/correctness/useExhaustiveDependencies: colours and type size are read from the page, so a change of look draws anew.
  useEffect(() => {
    const element = place.current
    if (!element) return
    const font = Number.parseFloat(getComputedStyle(document.body).fontSize) || 14
    const chart = echarts.init(element)
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, fontSize: font - 2 },
      ...option(colour),
    })
    const watch = new ResizeObserver(() => chart.resize())
    watch.observe(element)
    return () => {
      watch.disconnect()
      chart.dispose()
    }
  }, [option, dark, size])
  return <div ref={place} role="img" aria-label={label} style={{ height, width: '100%' }} />
}
