import { Checkbox, Input, Select } from 'antd'
import { levels } from '#base/level.contract.ts'
import { isGoingOn, useRegions } from '#console/kit/city.ts'
import { Field } from '#console/kit/field.tsx'
import { nameIn, useWords } from '#console/kit/language.ts'
import { DepartmentSelect } from '#console/kit/selects.tsx'
import { roles } from '#identity/identity.contract.ts'
import type { PersonFaults, PersonForm } from './people.rules.ts'

interface Props {
  form: PersonForm
  faults: PersonFaults
  fresh: boolean
  change(part: Partial<PersonForm>): void
}

function RegionList(props: { id: string; value: string[]; onChange(ids: string[]): void }) {
  const { language } = useWords()
  const regions = useRegions()
  const names = new Map(regions?.map(one => [one.id, nameIn(language, one)]))
  return (
    <Select<string[]>
      mode="multiple"
      allowClear
      {...props}
      loading={!regions}
      showSearch={{ optionFilterProp: 'label' }}
      options={(regions ?? [])
        .filter(one => isGoingOn(one) || props.value.includes(one.id))
        .map(one => ({
          value: one.id,
          label: [...one.ancestors.slice(1).map(id => names.get(id) ?? id), names.get(one.id)].join(' · '),
        }))}
    />
  )
}

/** What a person is and may do; each field says what is wrong with it. */
export function PersonFields({ form, faults, fresh, change }: Props) {
  const { t } = useWords()
  const fault = (key: keyof PersonForm) => (faults[key] ? t(faults[key]) : undefined)
  return (
    <>
      <Field label={t('identity:field.account')} error={fault('account')} note={t('identity:note.account')}>
        {control => (
          <Input
            {...control}
            autoFocus={fresh}
            disabled={!fresh}
            autoComplete="off"
            value={form.account}
            onChange={event => change({ account: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('identity:field.name')} error={fault('name')}>
        {control => (
          <Input
            {...control}
            autoComplete="off"
            value={form.name}
            onChange={event => change({ name: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('identity:field.roles')} error={fault('roles')} note={t('identity:note.roles')}>
        {control => (
          <Checkbox.Group<(typeof roles)[number]>
            className="role-list"
            aria-describedby={control['aria-describedby']}
            value={form.roles}
            options={roles.map(value => ({ value, label: t(`shell:role.${value}`) }))}
            onChange={chosen => change({ roles: chosen })}
          />
        )}
      </Field>
      <Field label={t('identity:field.departmentId')} error={fault('departmentId')}>
        {control => (
          <DepartmentSelect
            {...control}
            value={form.departmentId}
            onChange={departmentId => change({ departmentId })}
          />
        )}
      </Field>
      <Field
        label={t('identity:field.regionIds')}
        error={fault('regionIds')}
        note={t('identity:note.regionIds')}
      >
        {control => (
          <RegionList id={control.id} value={form.regionIds} onChange={regionIds => change({ regionIds })} />
        )}
      </Field>
      <Field label={t('identity:field.level')} note={t('identity:note.level')}>
        {control => (
          <Select
            {...control}
            value={form.level}
            options={levels.map(value => ({ value, label: t(`identity:level.${value}`) }))}
            onChange={level => change({ level })}
          />
        )}
      </Field>
    </>
  )
}
