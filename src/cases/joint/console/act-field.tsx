import { DatePicker, Input, InputNumber, Select, Switch } from 'antd'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn.js'
import { CategorySelect } from '#cases/console/action-field.tsx'
import { useDepartments } from '#console/kit/city.ts'
import { Field } from '#console/kit/field.tsx'
import { nameIn, useWords } from '#console/kit/language.ts'
import { DepartmentSelect } from '#console/kit/selects.tsx'
import type { ActField, ActValues } from './act-form.rules.ts'

/** Several active departments. */
function DepartmentsSelect(props: { id: string; value: string[]; onChange(ids: string[]): void }) {
  const { language } = useWords()
  const departments = useDepartments()
  return (
    <Select<string[]>
      {...props}
      mode="multiple"
      loading={!departments}
      showSearch={{ optionFilterProp: 'label' }}
      options={(departments ?? [])
        .filter(one => one.active)
        .map(one => ({ value: one.id, label: nameIn(language, one) }))}
    />
  )
}

interface Props {
  field: ActField
  /** What the field is called. */
  label: string
  value: ActValues[string] | undefined
  error: string | undefined
  note?: string | undefined
  autoFocus: boolean
  onChange(value: ActValues[string]): void
}

/** One field of a small form, by its kind. */
export function ActFieldControl({ field, label, value, error, note, autoFocus, onChange }: Props) {
  const { t } = useWords()
  const text = typeof value === 'string' ? value : ''
  const name = label + (field.needed ? '' : ` ${t('cases:optional')}`)
  return (
    <Field label={name} error={error} {...(note ? { note } : {})}>
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
          case 'department':
            return <DepartmentSelect {...control} autoFocus={autoFocus} value={text} onChange={onChange} />
          case 'departments':
            return (
              <DepartmentsSelect
                id={control.id}
                value={Array.isArray(value) ? value : []}
                onChange={onChange}
              />
            )
          case 'category':
            return (
              <CategorySelect
                id={control.id}
                autoFocus={autoFocus}
                value={text || null}
                onChange={onChange}
              />
            )
          case 'yes-no':
            return <Switch id={control.id} checked={value === true} onChange={onChange} />
          case 'years':
          case 'workdays':
            return (
              <InputNumber
                {...control}
                autoFocus={autoFocus}
                min={1}
                max={field.kind === 'years' ? 100 : 250}
                precision={0}
                value={typeof value === 'number' ? value : null}
                onChange={one => onChange(one ?? null)}
              />
            )
          case 'moment':
            return (
              <DatePicker
                {...control}
                autoFocus={autoFocus}
                showTime={{ format: 'HH:mm' }}
                format="YYYY-MM-DD HH:mm"
                style={{ width: '100%' }}
                value={text ? dayjs(text) : null}
                onChange={moment => onChange(moment ? moment.format('YYYY-MM-DDTHH:mm') : '')}
              />
            )
          default:
            return (
              <Input
                {...control}
                autoFocus={autoFocus}
                value={text}
                onChange={event => onChange(event.target.value)}
              />
            )
        }
      }}
    </Field>
  )
}
