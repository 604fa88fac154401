import { useMemo } from 'react'
import { useCategories, useDepartments } from '#console/kit/city.ts'
import { Field } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { Loading, Nothing } from '#console/kit/notices.tsx'
import { FormDrawer } from '#console/kit/send-form.tsx'
import { today } from '#console/kit/today.ts'
import { useDraft } from '#console/kit/use-draft.ts'
import { AddForm } from './add-form.tsx'
import { dutyOf, emptyDuty, newDutyFaults } from './additions.rules.ts'
import { useAddDuty } from './city-calls.ts'
import { DateField } from './date-field.tsx'
import { DutyFields } from './duty-fields.tsx'
import { IdField } from './id-field.tsx'

interface Props {
  /** The department whose duties are looked at: most likely the host. */
  hostDepartmentId: string | null
  onAdded(id: string): void
}

function Form({ hostDepartmentId, onAdded }: Props) {
  const { t } = useWords()
  const empty = useMemo(() => emptyDuty(today(), hostDepartmentId), [hostDepartmentId])
  const [form, change, forget] = useDraft('city.new-duty', empty)
  const add = useAddDuty()
  const wanted = dutyOf(form)
  const added = (id: string) => {
    forget()
    onAdded(id)
  }
  return (
    <AddForm verb="city:add.duty" wanted={wanted} faults={newDutyFaults(wanted)} add={add} onAdded={added}>
      {fault => (
        <>
          <DutyFields form={form} fault={fault} change={change}>
            <IdField value={wanted.id} error={fault('id')} onChange={id => change({ id })} />
          </DutyFields>
          <Field label={t('city:field.from')} note={t('city:note.from')} error={fault('validFrom')}>
            {control => (
              <DateField {...control} value={form.validFrom} onChange={validFrom => change({ validFrom })} />
            )}
          </Field>
        </>
      )}
    </AddForm>
  )
}

/** A new duty beside the list; what was typed outlives a refusal, a reload and closing. */
export function AddDuty({ hostDepartmentId, onAdded, onClose }: Props & { onClose(): void }) {
  const { t } = useWords()
  const categories = useCategories()
  const departments = useDepartments()
  const third = categories?.some(one => one.level === 3)
  const host = departments?.find(one => one.active && one.id === hostDepartmentId)
  return (
    <FormDrawer focusInside size={500} onClose={onClose} title={t('city:add.duty')}>
      {!(categories && departments) && <Loading />}
      {third === false && <Nothing title={t('city:none.category')} next={t('city:none.category-why')} />}
      {third && departments && <Form hostDepartmentId={host?.id ?? null} onAdded={onAdded} />}
    </FormDrawer>
  )
}
