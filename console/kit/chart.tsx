import { lazy, Suspense } from 'react'
import type { ChartProps } from './chart-canvas.tsx'
import { Loading } from './notices.tsx'

const Canvas = lazy(async () => ({ default: (await import('./chart-canvas.tsx')).ChartCanvas }))

/** A picture of figures. The library is fetched when the first picture is shown; the place for it is kept free. */
export function Chart(props: ChartProps) {
  return (
    <div style={{ minHeight: props.height }}>
      <Suspense fallback={<Loading rows={Math.max(2, Math.round(props.height / 40))} />}>
        <Canvas {...props} />
      </Suspense>
    </div>
  )
}
