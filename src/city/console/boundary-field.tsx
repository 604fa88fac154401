import { Button } from 'antd'
import { useRef, useState } from 'react'
import type { Boundary } from '#city/region.contract.ts'
import { Field } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { cornersOf, largestFile, readBoundary } from './boundary-file.rules.ts'
import { extentOf, pathOf, projection } from './map.rules.ts'

const width = 160

function Picture({ of }: { of: Boundary }) {
  const extent = extentOf([of])
  if (!extent) return null
  const { place, height } = projection(extent, width)
  return (
    <svg
      className="boundary-picture"
      viewBox={`-2 -2 ${width + 4} ${height + 4}`}
      style={{ width, maxHeight: 200 }}
      aria-hidden
    >
      <path className="region" fillRule="evenodd" d={pathOf(of, place)} />
    </svg>
  )
}

interface Props {
  /** What is drawn now; null for none. */
  value: Boundary | null
  error?: string | undefined
  onChange(boundary: Boundary | null): void
}

/** A boundary from a GeoJSON file, looked at before it is sent. */
export function BoundaryField({ value, error, onChange }: Props) {
  const { t } = useWords()
  const input = useRef<HTMLInputElement>(null)
  const [fault, setFault] = useState<string>()
  const read = async (file: File | undefined) => {
    if (!file) return
    const found =
      file.size > largestFile ? { fault: 'city:boundary.too-large' } : readBoundary(await file.text())
    setFault('fault' in found ? found.fault : undefined)
    if ('boundary' in found) onChange(found.boundary)
  }
  return (
    <Field label={t('city:field.boundary')} note={t('city:note.boundary')} error={fault ? t(fault) : error}>
      {({ status: _, ...control }) => (
        <div className="stack-tight">
          {value && <Picture of={value} />}
          <p className="small quiet" role="status">
            {value ? t('city:boundary.corners', { value: cornersOf(value) }) : t('city:boundary.none')}
          </p>
          <input
            {...control}
            ref={input}
            type="file"
            accept=".geojson,.json,application/geo+json,application/json"
            className="visually-hidden"
            onChange={event => {
              void read(event.target.files?.[0])
              // The same file may be chosen again after it was mended.
              event.target.value = ''
            }}
          />
          <div className="row">
            <Button onClick={() => input.current?.click()}>{t('city:boundary.choose')}</Button>
            {value && (
              <Button type="text" onClick={() => onChange(null)}>
                {t('city:boundary.remove')}
              </Button>
            )}
          </div>
        </div>
      )}
    </Field>
  )
}
