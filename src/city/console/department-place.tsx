import { Select } from 'antd'
import type { Region } from '#city/region.contract.ts'
import { useDepartments, useRegions } from '#console/kit/city.ts'
import { Field } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { DepartmentSelect } from '#console/kit/selects.tsx'
import { departmentKinds } from './additions.rules.ts'
import type { ContactForm } from './edits.rules.ts'
import { PathSelect } from './path-select.tsx'

type Place = Pick<ContactForm, 'kind' | 'regionId' | 'parentId'>
interface Props {
  form: Place
  fault(name: string): string | undefined
  change(part: Partial<Place>): void
}

/** What sort of body a department is, where it lies and what it is under. */
export function DepartmentPlace({ form, fault, change }: Props) {
  const { t } = useWords()
  const departments = useDepartments()
  const regions = useRegions()
  const kinds = [...new Set([...departmentKinds, ...(departments ?? []).map(one => one.kind)])]
  return (
    <>
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
            list={regions ?? []}
            mayChoose={(one: Region) => one.validTo === null || one.id === form.regionId}
            value={form.regionId}
            onChange={regionId => change({ regionId })}
          />
        )}
      </Field>
      <Field label={t('city:field.parentId')} error={fault('parentId')}>
        {control => (
          <DepartmentSelect {...control} value={form.parentId} onChange={parentId => change({ parentId })} />
        )}
      </Field>
    </>
  )
}
