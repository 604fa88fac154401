import { useMemo } from 'react'
import type { Region } from '#city/region.contract.ts'
import { useRegions } from '#console/kit/city.ts'
import { useWords } from '#console/kit/language.ts'
import { Loading, Nothing } from '#console/kit/notices.tsx'
import { FormDrawer } from '#console/kit/send-form.tsx'
import { useDraft } from '#console/kit/use-draft.ts'
import { AddForm } from './add-form.tsx'
import { departmentOf, emptyDepartment, newDepartmentFaults } from './additions.rules.ts'
import { useAddDepartment } from './city-calls.ts'
import { contactLines, nameLines } from './department-lines.ts'
import { DepartmentPlace } from './department-place.tsx'
import { IdField } from './id-field.tsx'
import { TextLines } from './text-lines.tsx'

function Form({ regions, onAdded }: { regions: readonly Region[]; onAdded(id: string): void }) {
  const empty = useMemo(() => emptyDepartment(regions[0]?.id ?? ''), [regions])
  const [form, change, forget] = useDraft('city.new-department', empty)
  const add = useAddDepartment()
  const wanted = departmentOf(form)
  const added = (id: string) => {
    forget()
    onAdded(id)
  }
  return (
    <AddForm
      verb="city:add.department"
      wanted={wanted}
      faults={newDepartmentFaults(wanted)}
      add={add}
      onAdded={added}
    >
      {fault => (
        <>
          <TextLines show={nameLines} form={form} fault={fault} change={change} first />
          <IdField value={wanted.id} error={fault('id')} onChange={id => change({ id })} />
          <DepartmentPlace form={form} fault={fault} change={change} />
          <TextLines show={contactLines} form={form} fault={fault} change={change} />
        </>
      )}
    </AddForm>
  )
}

/** A new department beside the list; what was typed outlives a refusal, a reload and closing. */
export function AddDepartment({ onClose, onAdded }: { onClose(): void; onAdded(id: string): void }) {
  const { t } = useWords()
  const regions = useRegions()
  return (
    <FormDrawer focusInside onClose={onClose} title={t('city:add.department')}>
      {!regions && <Loading />}
      {regions?.length === 0 && <Nothing title={t('city:none.region')} next={t('city:none.region-why')} />}
      {regions && regions.length > 0 && <Form regions={regions} onAdded={onAdded} />}
    </FormDrawer>
  )
}
