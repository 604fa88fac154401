import { Checkbox, Input, InputNumber, Radio, Rate, Select, TreeSelect } from 'antd'
import { useMemo } from 'react'
import { AssigneeSelect } from '#cases/assignments/console/person-select.tsx'
import { emergencyServices, ratingReasons, urgencies } from '#cases/case-words.contract.ts'
import { CaseChoice } from '#cases/repeats/console/case-choice.tsx'
import { isGoingOn, useCategories } from '#console/kit/city.ts'
import { Field, labelOf } from '#console/kit/field.tsx'
import { nameIn, useWords } from '#console/kit/language.ts'
import { DepartmentSelect, DutySelect } from '#console/kit/selects.tsx'
import type { ActionField, ActionValues } from './actions.rules.ts'

type Value = ActionValues[string]

/** A category of the taxonomy. */
export function CategorySelect(props: {
  id?: string
  autoFocus?: boolean
  placeholder?: string
  value: string | null
  onChange(value: string | null): void
}) {
  const { t, language } = useWords()
  const categories = useCategories()
  const data = useMemo(
    () =>
      (categories ?? [])
        .filter(one => isGoingOn(one) || one.id === props.value)
        .map(one => ({
          id: one.id,
          pId: one.parentId ?? 0,
          value: one.id,
          title: nameIn(language, one),
        })),
    [categories, language, props.value],
  )
  return (
    <TreeSelect
      allowClear
      treeDataSimpleMode
      treeData={data}
      showSearch={{ treeNodeFilterProp: 'title' }}
      loading={!categories}
      placeholder={t('cases:choose-category')}
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
  const label =
    t(`cases:field.${field.name}`) +
    (field.needed || field.kind === 'reasons' ? '' : ` ${t('cases:optional')}`)
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
                aria-labelledby={labelOf(control.id)}
                optionType="button"
                value={value}
                options={emergencyServices.map(one => ({ value: one, label: t(`kit:service.${one}`) }))}
                onChange={event => onChange(event.target.value)}
              />
            )
          case 'case':
            return <CaseChoice {...control} value={text || null} onChange={onChange} />
          case 'person':
            return (
              <AssigneeSelect
                id={control.id}
                autoFocus={autoFocus}
                value={text || null}
                onChange={onChange}
              />
            )
          case 'score':
            return (
              <Rate
                // It is handed on to the list of stars, though its type does not know it.
                {...{ role: 'radiogroup' }}
                id={control.id}
                aria-labelledby={labelOf(control.id)}
                value={Number(value ?? 0)}
                onChange={onChange}
              />
            )
          case 'workdays':
            return (
              <InputNumber
                {...control}
                autoFocus={autoFocus}
                min={1}
                max={90}
                precision={0}
                value={typeof value === 'number' ? value : null}
                onChange={one => onChange(one ?? null)}
              />
            )
          case 'reasons':
            return (
              <Checkbox.Group
                aria-labelledby={labelOf(control.id)}
                value={Array.isArray(value) ? [...value] : []}
                options={ratingReasons.map(one => ({ value: one, label: t(`cases:rating-reason.${one}`) }))}
                onChange={onChange}
              />
            )
          case 'yes-no':
            return (
              <Radio.Group
                id={control.id}
                aria-labelledby={labelOf(control.id)}
                optionType="button"
                value={value}
                options={[
                  { value: true, label: t('kit:value.true') },
                  { value: false, label: t('kit:value.false') },
                ]}
                onChange={event => onChange(event.target.value)}
              />
            )
          case 'resolved':
            return (
              <Radio.Group
                id={control.id}
                aria-labelledby={labelOf(control.id)}
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
