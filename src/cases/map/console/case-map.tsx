import {
  type GeoJSONSource,
  type LngLatBoundsLike,
  Map as MapLibre,
  type MapMouseEvent,
  NavigationControl,
  setWorkerUrl,
} from 'maplibre-gl'
import workerAddress from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import 'maplibre-gl/dist/maplibre-gl.css'
import { useEffect, useRef } from 'react'
import type { MapCell } from '#cases/map.contract.ts'
import type { BoundaryCollection } from '#city/region.contract.ts'
import { useAppearance } from '#console/kit/appearance.ts'
import { useWords } from '#console/kit/language.ts'
import { type Corners, shapeOfArea, shapesOf } from './map.rules.ts'
import type { View } from './map-calls.ts'
import { type Colour, type Picture, styleOf } from './map-style.ts'

setWorkerUrl(workerAddress)

interface Props {
  label: string
  districts: BoundaryCollection
  cells: readonly MapCell[]
  picture: Picture
  corners: Corners
  drawing: boolean
  onView(view: View): void
  onCorner(at: readonly [number, number]): void
  onCell(cell: MapCell): void
}

const colour: Colour = name =>
  getComputedStyle(document.documentElement).getPropertyValue(`--c-${name}`).trim() || 'gray'

function extentOf(districts: BoundaryCollection): LngLatBoundsLike | null {
  const points = districts.features.flatMap(one =>
    one.geometry.type === 'Polygon' ? one.geometry.coordinates.flat() : one.geometry.coordinates.flat(2),
  )
  if (points.length === 0) return null
  const [x, y] = [points.map(([longitude]) => longitude), points.map(([, latitude]) => latitude)]
  return [Math.min(...x), Math.min(...y), Math.max(...x), Math.max(...y)]
}

const digits = 1000
// A little map movement asks for nothing new.
function viewOf(map: MapLibre): View {
  const bounds = map.getBounds()
  const down = (degrees: number) => Math.floor(degrees * digits) / digits
  const up = (degrees: number) => Math.ceil(degrees * digits) / digits
  return {
    west: Math.max(-180, down(bounds.getWest())),
    south: Math.max(-90, down(bounds.getSouth())),
    east: Math.min(180, up(bounds.getEast())),
    north: Math.min(90, up(bounds.getNorth())),
    zoom: Math.round(map.getZoom() * 2) / 2,
  }
}

/** The city's own boundaries with its cases; no map of others is asked for. */
export function CaseMap(props: Props) {
  const { label, districts, cells, picture, corners, drawing } = props
  const place = useRef<HTMLDivElement>(null)
  const held = useRef<MapLibre>(null)
  const latest = useRef(props)
  latest.current = props
  const { dark } = useAppearance()
  const { t, language } = useWords()
  const fill = (map: MapLibre) => {
    const now = latest.current
    const set = (name: string, data: object) =>
      (map.getSource(name) as GeoJSONSource | undefined)?.setData(data as never)
    const { hexagons, middles } = shapesOf(now.cells)
    set('hexagons', hexagons)
    set('middles', middles)
    set('area', shapeOfArea(now.corners))
    for (const layer of ['hexagons', 'hexagon-lines'])
      if (map.getLayer(layer))
        map.setLayoutProperty(layer, 'visibility', now.picture === 'heat' ? 'visible' : 'none')
    for (const layer of ['circles', 'numbers'])
      if (map.getLayer(layer))
        map.setLayoutProperty(layer, 'visibility', now.picture === 'heat' ? 'none' : 'visible')
    map.getCanvas().style.cursor = now.drawing ? 'crosshair' : ''
  }
  // Colours are read from the page, so a change of look draws anew.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what changes is handed on by the effect below.
  useEffect(() => {
    const container = place.current
    const bounds = extentOf(districts)
    if (!container || !bounds) return
    const map = new MapLibre({
      container,
      style: styleOf(colour, districts, language === 'zh-CN' ? 'name' : 'nameEnglish') as never,
      bounds,
      fitBoundsOptions: { padding: 24 },
      attributionControl: false,
      locale: {
        'NavigationControl.ZoomIn': t('map:zoom-in'),
        'NavigationControl.ZoomOut': t('map:zoom-out'),
        // Not the name of the region around it: two of one name cannot be told apart.
        'Map.Title': t('map:canvas'),
      },
      dragRotate: false,
      maxZoom: 17,
    })
    held.current = map
    map.touchZoomRotate.disableRotation()
    map.addControl(new NavigationControl({ showCompass: false }))
    const view = () => latest.current.onView(viewOf(map))
    map.on('load', () => {
      fill(map)
      view()
    })
    map.on('moveend', view)
    map.on('click', (event: MapMouseEvent) => {
      const now = latest.current
      if (now.drawing) return now.onCorner([event.lngLat.lng, event.lngLat.lat])
      const layers = now.picture === 'heat' ? ['hexagons'] : ['circles']
      const [found] = map.queryRenderedFeatures(event.point, { layers })
      const cell = now.cells.find(one => one.cell === found?.properties.cell)
      if (cell) now.onCell(cell)
    })
    return () => {
      held.current = null
      map.remove()
    }
  }, [districts, dark, language])
  // biome-ignore lint/correctness/useExhaustiveDependencies: `fill` reads what is newest.
  useEffect(() => {
    const map = held.current
    if (map?.isStyleLoaded()) fill(map)
    else map?.once('idle', () => fill(map))
  }, [cells, picture, corners, drawing])
  return <section ref={place} aria-label={label} className="case-map" />
}
