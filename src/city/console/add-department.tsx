import { Drawer, Select } from 'antd'
import { useMemo } from 'react'
import type { Region } from '#city/region.contract.ts'
import { useDepartments, useRegions } from '#console/kit/city.ts'
import { Field } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { Loading, Nothing } from '#console/kit/notices.tsx'
import { DepartmentSelect } from '#console/kit/selects.tsx'
import { useDraft } from '#console/kit/use-draft.ts'
import { AddForm } from './add-form.tsx'
import { departmentKinds, departmentOf, emptyDepartment, newDepartmentFaults } from './additions.rules.ts'
import { useAddDepartment } from './city-calls.ts'
import { DepartmentTexts } from './department-texts.tsx'
import { IdField } from './id-field.tsx'
import { PathSelect } from './path-select.tsx'

function Form({ regions, onAdded }: { regions: readonly Region[]; onAdded(id: string): void }) {
  const { t } = useWords()
  const departments = useDepartments()
  const empty = useMemo(() => emptyDepartment(regions[0]?.id ?? ''), [regions])
  const [form, change, forget] = useDraft('city.new-department', empty)
  const add = useAddDepartment()
  const wanted = departmentOf(form)
  const kinds = [...new Set([...departmentKinds, ...(departments ?? []).map(one => one.kind)])]
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
          <DepartmentTexts show={['name', 'nameEnglish']} form={form} fault={fault} change={change} first />
          <IdField value={wanted.id} error={fault('id')} onChange={id => change({ id })} />
          <Field label={t('city:field.kind')} error={fault('kind')}>
            {control => (
              <Select
                {...control}
                value={form.kind}
                options={kinds.map(value => ({
                  value,
                  label: t(`city:kind.${value}`, { defaultValue: value }),
                }))}
                onChange={kind => change({ kind })}
              />
            )}
          </Field>
          <Field label={t('city:field.regionId')} error={fault('regionId')}>
            {control => (
              <PathSelect
                {...control}
                list={regions}
                value={form.regionId}
                onChange={regionId => change({ regionId })}
              />
            )}
          </Field>
          <Field label={t('city:field.parentId')} error={fault('parentId')}>
            {control => (
              <DepartmentSelect
                {...control}
                value={form.parentId}
                onChange={parentId => change({ parentId })}
              />
            )}
          </Field>
          <DepartmentTexts show={['phone', 'address', 'email']} form={form} fault={fault} change={change} />
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
    <Drawer
      open
      size={460}
      mask={{ closable: false }}
      autoFocus={false}
      onClose={onClose}
      title={t('city:add.department')}
    >
      {!regions && <Loading />}
      {regions?.length === 0 && <Nothing title={t('city:none.region')} next={t('city:none.region-why')} />}
      {regions && regions.length > 0 && <Form regions={regions} onAdded={onAdded} />}
    </Drawer>
  )
}
