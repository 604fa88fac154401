import { useMemo } from 'react'
import type { Boundary, RegionLevel } from '#city/region.contract.ts'
import { useRegions } from '#console/kit/city.ts'
import { Field } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { BoundaryField } from './boundary-field.tsx'
import { type RegionForm, regionsAround } from './edits.rules.ts'
import { PathSelect } from './path-select.tsx'
import { TextLines } from './text-lines.tsx'

interface Props {
  form: RegionForm
  level: RegionLevel
  boundary: Boundary | null
  fault(name: string): string | undefined
  change(part: Partial<RegionForm>): void
  onBoundary(boundary: Boundary | null): void
}

/** What of a region can be edited, after its names. */
export function RegionFields({ form, level, boundary, fault, change, onBoundary }: Props) {
  const { t } = useWords()
  const regions = useRegions()
  const around = useMemo(() => regionsAround(regions ?? [], level), [regions, level])
  return (
    <>
      <TextLines show={{ code: 40 }} form={form} fault={fault} change={change} />
      {level !== 'city' && (
        <Field label={t('city:field.within')} error={fault('parentId')}>
          {control => (
            <PathSelect
              {...control}
              list={regions ?? []}
              mayChoose={one => around.includes(one)}
              value={form.parentId ?? ''}
              onChange={parentId => change({ parentId: parentId || null })}
            />
          )}
        </Field>
      )}
      <BoundaryField value={boundary} error={fault('boundary')} onChange={onBoundary} />
    </>
  )
}
