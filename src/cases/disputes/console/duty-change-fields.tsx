import { DatePicker, Input, InputNumber, Radio } from 'antd'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn.js'
import { Field } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { DutySelect } from '#console/kit/selects.tsx'
import { CategorySelect } from '../../console/action-field.tsx'
import { type DutyChangeForm, missingInChange } from './duty-change.rules.ts'

interface Props {
  form: DutyChangeForm
  departmentId: string
  /** The form was sent once: what is missing is named. */
  tried: boolean
  today: string
  onChange(change: Partial<DutyChangeForm>): void
}

/** What the ruling changes in the duty list. */
export function DutyChangeFields({ form, departmentId, tried, today, onChange }: Props) {
  const { t } = useWords()
  const missing = tried ? missingInChange(form) : []
  const fault = (name: string) => (missing.includes(name) ? t('cases:fault.needed') : undefined)
  return (
    <fieldset className="stack-tight duty-change">
      <legend>{t('disputes:change.title')}</legend>
      <Radio.Group
        value={form.kind}
        aria-label={t('disputes:change.title')}
        options={(['none', 'host', 'add'] as const).map(kind => ({
          value: kind,
          label: t(`disputes:change.${kind}`),
        }))}
        onChange={event => onChange({ kind: event.target.value })}
      />
      {form.kind === 'host' && (
        <Field label={t('disputes:change.dutyId')} error={fault('dutyId')}>
          {control => (
            <DutySelect
              {...control}
              departmentId={departmentId}
              value={form.dutyId}
              onChange={dutyId => onChange({ dutyId })}
            />
          )}
        </Field>
      )}
      {form.kind === 'add' && (
        <>
          <Field label={t('disputes:change.name')} error={fault('title')}>
            {control => (
              <Input
                {...control}
                maxLength={120}
                value={form.title}
                onChange={event => onChange({ title: event.target.value })}
              />
            )}
          </Field>
          <Field label={t('disputes:change.categoryId')} error={fault('categoryId')}>
            {control => (
              <CategorySelect
                id={control.id}
                value={form.categoryId}
                onChange={categoryId => onChange({ categoryId })}
              />
            )}
          </Field>
          <Field label={`${t('cases:field.legalBasis')} ${t('cases:optional')}`}>
            {control => (
              <Input
                {...control}
                maxLength={500}
                value={form.legalBasis}
                onChange={event => onChange({ legalBasis: event.target.value })}
              />
            )}
          </Field>
          <Field label={t('disputes:change.workdays')}>
            {({ id }) => (
              <InputNumber
                id={id}
                min={0}
                max={366}
                precision={0}
                value={form.workdays}
                onChange={workdays => onChange({ workdays: workdays ?? 0 })}
              />
            )}
          </Field>
        </>
      )}
      {form.kind !== 'none' && (
        <Field
          label={t('disputes:change.inForceFrom')}
          error={fault('inForceFrom')}
          note={t('disputes:change.inForceFrom-note')}
        >
          {({ id }) => (
            <DatePicker
              id={id}
              allowClear={false}
              minDate={dayjs(today)}
              value={form.inForceFrom ? dayjs(form.inForceFrom) : null}
              onChange={date => onChange({ inForceFrom: date?.format('YYYY-MM-DD') ?? '' })}
            />
          )}
        </Field>
      )}
    </fieldset>
  )
}
