import { useMemo, useState } from 'react'
import type { Boundary, RegionWithBoundary } from '#city/region.contract.ts'
import { useDraft } from '#console/kit/use-draft.ts'
import { EditForm } from './edit-form.tsx'
import { changeOfRegion, nameFaults, type RegionForm, regionForm } from './edits.rules.ts'
import { useEditRegion } from './entry-calls.ts'
import { RegionFields } from './region-fields.tsx'
import { TextLines } from './text-lines.tsx'

/** Name, code, place and boundary of a region; its id and level stay. */
export function EditRegion({ of }: { of: RegionWithBoundary }) {
  const empty = useMemo(() => regionForm(of), [of])
  const [form, change, forget] = useDraft<RegionForm>(`city.region.${of.id}`, empty)
  const [boundary, setBoundary] = useState<Boundary | null>()
  const edit = useEditRegion(of.id)
  return (
    <EditForm
      wanted={changeOfRegion(of, form, boundary)}
      faults={nameFaults(form)}
      edit={edit}
      onSaved={saved => {
        forget(regionForm(saved))
        setBoundary(undefined)
      }}
    >
      {fault => (
        <>
          <TextLines show={{ name: 120, nameEnglish: 120 }} form={form} fault={fault} change={change} />
          <RegionFields
            form={form}
            level={of.level}
            boundary={boundary === undefined ? of.boundary : boundary}
            fault={fault}
            change={change}
            onBoundary={setBoundary}
          />
        </>
      )}
    </EditForm>
  )
}
