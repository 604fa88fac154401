import { useMemo } from 'react'
import type { RegionLevel } from '#city/region.contract.ts'
import { useRegions } from '#console/kit/city.ts'
import { nameIn, useWords } from '#console/kit/language.ts'
import { Loading, Nothing, ProblemNotice } from '#console/kit/notices.tsx'
import { useBoundaries } from './city-calls.ts'
import { extentOf, pathOf, projection } from './map.rules.ts'

const width = 800
// Smaller parts would have names over one another.
const mostNames = 30

interface Props {
  level: RegionLevel
  chosen: string | null
  onChoose(id: string): void
}

/** The boundaries of one level, drawn from the city's own data: no map of others is asked for. */
export function RegionMap({ level, chosen, onChoose }: Props) {
  const { t, language } = useWords()
  const found = useBoundaries(level)
  const regions = useRegions()
  const picture = useMemo(() => {
    const features = found.data?.features ?? []
    const extent = extentOf(features.map(one => one.geometry))
    if (!extent) return null
    const centres = new Map(
      regions?.flatMap(one =>
        one.longitude === null || one.latitude === null
          ? []
          : [[one.id, [one.longitude, one.latitude]] as const],
      ),
    )
    const { place, height } = projection(extent, width)
    const parts = features.map(one => {
      const centre = centres.get(one.id)
      return {
        id: one.id,
        name: nameIn(language, one.properties),
        path: pathOf(one.geometry, place),
        at: centre && place(centre[0], centre[1]),
      }
    })
    return { parts, height }
  }, [found.data, regions, language])
  if (found.error) return <ProblemNotice error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <Loading rows={10} />
  if (!picture) return <Nothing title={t('city:empty.boundary')} />
  return (
    <svg
      className="region-map"
      viewBox={`-4 -4 ${width + 8} ${picture.height + 8}`}
      aria-label={t('city:map-label', { level: t(`city:level.${level}`) })}
    >
      {picture.parts.map(one => (
        // biome-ignore lint/a11y/useSemanticElements: a button element cannot stand inside a picture.
        <path
          key={one.id}
          d={one.path}
          fillRule="evenodd"
          className={one.id === chosen ? 'region region-chosen' : 'region'}
          role="button"
          tabIndex={0}
          aria-label={one.name}
          aria-pressed={one.id === chosen}
          onClick={() => onChoose(one.id)}
          onKeyDown={event => {
            if (event.key !== 'Enter' && event.key !== ' ') return
            event.preventDefault()
            onChoose(one.id)
          }}
        >
          <title>{one.name}</title>
        </path>
      ))}
      {picture.parts.length <= mostNames &&
        picture.parts.map(
          one =>
            one.at && (
              <text key={one.id} x={one.at[0]} y={one.at[1]} aria-hidden>
                {one.name}
              </text>
            ),
        )}
    </svg>
  )
}
