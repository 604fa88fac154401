import { Select } from 'antd'
import { useMemo, useState } from 'react'
import { type Boundary, type Region, regionLevels } from '#city/region.contract.ts'
import { Field } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { FormDrawer } from '#console/kit/send-form.tsx'
import { useDraft } from '#console/kit/use-draft.ts'
import { AddForm } from './add-form.tsx'
import { emptyRegion, newRegionFaults, regionOf } from './additions.rules.ts'
import { useAddRegion } from './entry-calls.ts'
import { IdField } from './id-field.tsx'
import { RegionFields } from './region-fields.tsx'
import { TextLines } from './text-lines.tsx'

interface Props {
  /** The region that is looked at: the new one most likely lies in it. */
  within: Region | undefined
  onClose(): void
  onAdded(id: string): void
}

/** A new region beside the list; what was typed outlives a refusal, a reload and closing, the file does not. */
export function AddRegion({ within, onClose, onAdded }: Props) {
  const { t } = useWords()
  const empty = useMemo(() => emptyRegion(within), [within])
  const [form, change, forget] = useDraft(`city.new-region.${within?.id ?? ''}`, empty)
  const [boundary, setBoundary] = useState<Boundary | null>(null)
  const add = useAddRegion()
  const wanted = regionOf(form, boundary)
  const added = (id: string) => {
    forget()
    onAdded(id)
  }
  return (
    <FormDrawer focusInside onClose={onClose} title={t('city:add.region')}>
      <AddForm
        verb="city:add.region"
        wanted={wanted}
        faults={newRegionFaults(wanted)}
        add={add}
        onAdded={added}
      >
        {fault => (
          <>
            <TextLines
              first
              show={{ name: 120, nameEnglish: 120 }}
              form={form}
              fault={fault}
              change={change}
            />
            <IdField value={wanted.id} error={fault('id')} onChange={id => change({ id })} />
            <Field label={t('city:field.level')} error={fault('level')}>
              {control => (
                <Select
                  {...control}
                  value={form.level}
                  options={regionLevels.map(value => ({ value, label: t(`city:level.${value}`) }))}
                  onChange={level => change({ level })}
                />
              )}
            </Field>
            <RegionFields
              form={form}
              level={form.level}
              boundary={boundary}
              fault={fault}
              change={change}
              onBoundary={setBoundary}
            />
          </>
        )}
      </AddForm>
    </FormDrawer>
  )
}
