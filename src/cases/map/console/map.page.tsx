import { Link } from '@tanstack/react-router'
import { Button, Segmented } from 'antd'
import { lazy, Suspense, useMemo, useState } from 'react'
import { Views } from '#cases/board/console/list-tools.tsx'
import { SetFilters } from '#cases/board/console/set-filters.tsx'
import { CaseList } from '#cases/console/case-list.tsx'
import { CaseFilters } from '#console/kit/case-filters.tsx'
import { useWords } from '#console/kit/language.ts'
import { Loading, Nothing, ProblemNotice } from '#console/kit/notices.tsx'
import { stringifySearch } from '#console/kit/search.rules.ts'
import { Keys } from '#console/kit/shortcut.tsx'
import { useKeys } from '#console/kit/use-keys.ts'
import { useFilters } from '#console/kit/use-search.ts'
import { type Corners, readCorners, writeArea } from './map.rules.ts'
import { useCells, useDistricts, type View } from './map-calls.ts'
import type { Picture } from './map-style.ts'
import './map.css'

const CaseMap = lazy(async () => ({ default: (await import('./case-map.tsx')).CaseMap }))

/** Where the cases are: by hexagon or as circles; an area that is drawn, or a hexagon that is chosen, filters the list. */
export function Page() {
  const { t, language } = useWords()
  const [search, change] = useFilters()
  const { area, picture: asked, ...filter } = search
  const picture: Picture = asked === 'clusters' ? 'clusters' : 'heat'
  const [view, setView] = useState<View | null>(null)
  const [drawn, setDrawn] = useState<Corners | null>(null)
  const districts = useDistricts()
  const found = useCells(filter, view)
  const chosen = useMemo(() => readCorners(area), [area])
  const drawing = drawn !== null
  const finish = () => {
    const written = writeArea(drawn ?? [])
    if (written) change({ area: written })
    setDrawn(null)
  }
  const draw = () => (drawing ? finish() : setDrawn([]))
  useKeys([
    { keys: 'p', label: 'map:draw', run: draw },
    { keys: 'enter', label: 'map:finish', run: () => drawing && finish() },
    { keys: 'escape', label: 'map:cancel', run: () => setDrawn(null) },
  ])
  if (districts.error) return <ProblemNotice error={districts.error} retry={() => void districts.refetch()} />
  if (!districts.data) return <Loading rows={12} />
  if (districts.data.features.length === 0)
    return <Nothing title={t('map:no-boundaries')} next={t('map:no-boundaries-next')} />
  const number = (value: number) => new Intl.NumberFormat(language).format(value)
  return (
    <div className="stack">
      <div className="panel row-between">
        <div className="stack-tight">
          <CaseFilters show={['state', 'departmentId', 'nature', 'urgency', 'overdue']} />
          <SetFilters without="area" />
        </div>
        <span className="row">
          <Segmented
            value={picture}
            aria-label={t('map:picture')}
            options={[
              { value: 'heat', label: t('map:heat') },
              { value: 'clusters', label: t('map:clusters') },
            ]}
            onChange={value => change({ picture: value === 'heat' ? undefined : value })}
          />
          <Button type={drawing ? 'primary' : 'default'} onClick={draw}>
            {t(drawing ? 'map:finish' : 'map:draw')} <Keys of={drawing ? 'enter' : 'p'} />
          </Button>
          {chosen.length > 0 && !drawing && (
            <Button onClick={() => change({ area: undefined })}>{t('map:clear')}</Button>
          )}
          <Views filter={search} page="map" />
        </span>
      </div>
      <div className="map-and-list">
        <div className="panel stack-tight">
          <p className="small quiet number" role="status">
            {drawing
              ? t('map:draw-how', { value: String(drawn.length) })
              : found.data &&
                t(found.data.more ? 'map:count-more' : 'map:count', { value: number(found.data.count) })}
          </p>
          {found.error && <ProblemNotice error={found.error} />}
          <Suspense fallback={<Loading rows={12} />}>
            <CaseMap
              label={t('map:label')}
              districts={districts.data}
              cells={found.data?.cells ?? []}
              picture={picture}
              corners={drawn ?? chosen}
              drawing={drawing}
              onView={setView}
              onCorner={at => setDrawn(before => [...(before ?? []), at])}
              onCell={cell => change({ area: writeArea(cell.ring.slice(0, -1)) ?? undefined })}
            />
          </Suspense>
        </div>
        <div className="panel stack-tight">
          {chosen.length > 0 && (
            <Link to={`/cases${stringifySearch({ ...filter, area })}`} className="linklike">
              {t('map:as-list')}
            </Link>
          )}
          {chosen.length > 0 ? (
            <CaseList
              filter={{ ...filter, ...(area ? { area } : {}) }}
              hide={['department', 'reported', 'due']}
              empty={<Nothing title={t('map:empty')} next={t('map:empty-next')} />}
            />
          ) : (
            <Nothing title={t('map:choose')} next={t('map:choose-next')} />
          )}
        </div>
      </div>
    </div>
  )
}
