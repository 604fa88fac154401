import { Input, Radio, Rate, Select, TreeSelect } from 'antd'
import { useMemo } from 'react'
import { emergencyServices, urgencies } from '#cases/case.contract.ts'
import { useCategories } from '#console/kit/city.ts'
import { Field } from '#console/kit/field.tsx'
import { nameIn, useWords } from '#console/kit/language.ts'
import { DepartmentSelect, DutySelect } from '#console/kit/selects.tsx'
import type { ActionField, ActionValues } from './actions.rules.ts'

type Value = ActionValues[string]

/** A category of the taxonomy. */
export function CategorySelect(props: {
  id?: string
  value: string | null
  onChange(value: string | null): void
}) {
  const { language } = useWords()
  const categories = useCategories()
  const data = useMemo(
    () =>
      (categories ?? []).map(one => ({
        id: one.id,
        pId: one.parentId ?? 0,
        value: one.id,
        title: nameIn(language, one),
      })),
    [categories, language],
  )
  return (
    <TreeSelect
      allowClear
      treeDataSimpleMode
      treeData={data}
      showSearch={{ treeNodeFilterProp: 'title' }}
      loading={!categories}
      {...props}
      onChange={(value: string | null) => props.onChange(value ?? null)}
    />
  )
}

interface Props {
  field: ActionField
  values: ActionValues
  error: string | undefined
  autoFocus: boolean
  onChange(value: Value): void
}

/** One field of an action's form by its kind. */
export function ActionFieldControl({ field, values, error, autoFocus, onChange }: Props) {
  const { t } = useWords()
  const value = values[field.name] ?? null
  const text = typeof value === 'string' ? value : ''
  const label = t(`cases:field.${field.name}`) + (field.needed ? '' : ` ${t('cases:optional')}`)
  return (
    <Field label={label} error={error}>
      {control => {
        switch (field.kind) {
          case 'paragraph':
            return (
              <Input.TextArea
                {...control}
                autoFocus={autoFocus}
                autoSize={{ minRows: 3, maxRows: 14 }}
                value={text}
                onChange={event => onChange(event.target.value)}
              />
            )
          case 'line':
            return <Input {...control} value={text} onChange={event => onChange(event.target.value)} />
          case 'department':
            return <DepartmentSelect {...control} autoFocus={autoFocus} value={text} onChange={onChange} />
          case 'duty':
            return (
              <DutySelect
                {...control}
                departmentId={typeof values.departmentId === 'string' ? values.departmentId : null}
                value={text}
                onChange={onChange}
              />
            )
          case 'category':
            return <CategorySelect id={control.id} value={text || null} onChange={onChange} />
          case 'urgency':
            return (
              <Select
                {...control}
                allowClear
                value={text || null}
                options={urgencies.map(one => ({ value: one, label: t(`kit:urgency.${one}`) }))}
                onChange={(one: string | null) => onChange(one ?? null)}
              />
            )
          case 'service':
            return (
              <Radio.Group
                id={control.id}
                optionType="button"
                value={value}
                options={emergencyServices.map(one => ({ value: one, label: t(`kit:service.${one}`) }))}
                onChange={event => onChange(event.target.value)}
              />
            )
          case 'score':
            return <Rate id={control.id} value={Number(value ?? 0)} onChange={onChange} />
          case 'resolved':
            return (
              <Radio.Group
                id={control.id}
                optionType="button"
                value={value}
                options={[
                  { value: true, label: t('cases:resolved.yes') },
                  { value: false, label: t('cases:resolved.no') },
                ]}
                onChange={event => onChange(event.target.value)}
              />
            )
        }
      }}
    </Field>
  )
}
