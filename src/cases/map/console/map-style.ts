import type { BoundaryCollection } from '#city/region.contract.ts'

export type Picture = 'heat' | 'clusters'
export type Colour = (
  name: 'text' | 'layout' | 'panel' | 'border-strong' | 'primary' | 'error' | 'ai',
) => string

const empty = { type: 'FeatureCollection', features: [] }
const source = (data: object) => ({ type: 'geojson', data })

/** What the map is drawn with: the city's boundaries, hexagons, circles with numbers, and the area being drawn. */
export function styleOf(colour: Colour, districts: BoundaryCollection, name: string): object {
  const count = ['to-string', ['get', 'count']]
  return {
    version: 8,
    sources: {
      districts: source(districts),
      hexagons: source(empty),
      middles: source(empty),
      area: source(empty),
    },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': colour('layout') } },
      { id: 'districts', type: 'fill', source: 'districts', paint: { 'fill-color': colour('panel') } },
      {
        id: 'hexagons',
        type: 'fill',
        source: 'hexagons',
        paint: {
          'fill-color': colour('primary'),
          'fill-opacity': ['interpolate', ['linear'], ['get', 'share'], 0, 0.08, 1, 0.85],
        },
      },
      {
        id: 'hexagon-lines',
        type: 'line',
        source: 'hexagons',
        paint: {
          'line-color': ['case', ['>', ['get', 'overdue'], 0], colour('error'), colour('primary')],
          'line-width': ['case', ['>', ['get', 'overdue'], 0], 1.5, 0.5],
        },
      },
      {
        id: 'district-lines',
        type: 'line',
        source: 'districts',
        paint: { 'line-color': colour('border-strong'), 'line-width': 1.2 },
      },
      {
        id: 'names',
        type: 'symbol',
        source: 'districts',
        layout: { 'text-field': ['get', name], 'text-size': 13 },
        paint: {
          'text-color': colour('text'),
          'text-halo-color': colour('panel'),
          'text-halo-width': 1.5,
        },
      },
      {
        id: 'circles',
        type: 'circle',
        source: 'middles',
        paint: {
          'circle-color': colour('primary'),
          'circle-opacity': 0.85,
          'circle-radius': ['interpolate', ['linear'], ['get', 'share'], 0, 9, 1, 24],
          'circle-stroke-width': ['case', ['>', ['get', 'overdue'], 0], 2.5, 0],
          'circle-stroke-color': colour('error'),
        },
      },
      {
        id: 'numbers',
        type: 'symbol',
        source: 'middles',
        layout: { 'text-field': count, 'text-size': 12, 'text-allow-overlap': true },
        paint: { 'text-color': colour('panel') },
      },
      {
        id: 'area',
        type: 'fill',
        source: 'area',
        filter: ['==', ['geometry-type'], 'Polygon'],
        paint: { 'fill-color': colour('ai'), 'fill-opacity': 0.12 },
      },
      {
        id: 'area-lines',
        type: 'line',
        source: 'area',
        filter: ['!=', ['geometry-type'], 'Point'],
        paint: { 'line-color': colour('ai'), 'line-width': 2 },
      },
      {
        id: 'area-corners',
        type: 'circle',
        source: 'area',
        filter: ['==', ['geometry-type'], 'Point'],
        paint: { 'circle-color': colour('ai'), 'circle-radius': 4 },
      },
    ],
  }
}
