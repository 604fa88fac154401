import { App, InputNumber, Select } from 'antd'
import { useMemo, useState } from 'react'
import { urgencies } from '#cases/case-words.contract.ts'
import { CategorySelect } from '#cases/console/action-field.tsx'
import { type LimitUnit, limitUnits } from '#cases/limits.contract.ts'
import { Field } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { DepartmentSelect } from '#console/kit/selects.tsx'
import { FormDrawer, SendForm } from '#console/kit/send-form.tsx'
import { today } from '#console/kit/today.ts'
import { useDraft } from '#console/kit/use-draft.ts'
import { DayField } from './day-field.tsx'
import { useAddLimit } from './limit-calls.ts'
import { emptyLimit, type LimitForm, limitOf } from './limit-form.rules.ts'

interface DurationProps {
  label: string
  note?: string
  error?: string | undefined
  autoFocus?: boolean
  amount: number | null
  unit: LimitUnit
  onChange(amount: number | null, unit: LimitUnit): void
}

function Duration({ label, note, error, autoFocus = false, amount, unit, onChange }: DurationProps) {
  const { t } = useWords()
  return (
    <Field label={label} error={error} {...(note ? { note } : {})}>
      {control => (
        <div className="row">
          <InputNumber
            {...control}
            autoFocus={autoFocus}
            min={1}
            max={10_000}
            precision={0}
            value={amount}
            onChange={value => onChange(value, unit)}
          />
          <Select<LimitUnit>
            aria-label={`${label} ${t('deadlines:field.unit')}`}
            style={{ width: 130 }}
            value={unit}
            options={limitUnits.map(value => ({ value, label: t(`deadlines:unit.${value}`) }))}
            onChange={value => onChange(amount, value)}
          />
        </div>
      )}
    </Field>
  )
}

/** A new rule; what was filled in outlives a refusal and a reload. */
export function AddLimit({ onClose }: { onClose(): void }) {
  const { t } = useWords()
  const { message } = App.useApp()
  const empty = useMemo(() => emptyLimit(today()), [])
  const [form, change, forget] = useDraft<LimitForm>('cases.new-limit', empty)
  const [tried, setTried] = useState(false)
  const add = useAddLimit()
  const wanted = limitOf(form)
  const send = () => {
    setTried(true)
    if (!wanted || add.isPending) return
    add.mutate(wanted, {
      onSuccess: () => {
        forget()
        void message.success(t('deadlines:added'))
        onClose()
      },
    })
  }
  const missing = (absent: boolean) => (tried && absent ? t('deadlines:needed') : undefined)
  return (
    <FormDrawer onClose={onClose} title={t('deadlines:add')}>
      <SendForm verb="deadlines:add" send={send} pending={add.isPending} error={add.error}>
        <Duration
          autoFocus
          label={t('deadlines:field.handling')}
          error={missing(form.handlingAmount === null)}
          amount={form.handlingAmount}
          unit={form.handlingUnit}
          onChange={(handlingAmount, handlingUnit) => change({ handlingAmount, handlingUnit })}
        />
        <Duration
          label={t('deadlines:field.response')}
          note={t('deadlines:note.response')}
          amount={form.responseAmount}
          unit={form.responseUnit}
          onChange={(responseAmount, responseUnit) => change({ responseAmount, responseUnit })}
        />
        <Field label={t('deadlines:field.category')} note={t('deadlines:note.category')}>
          {control => (
            <CategorySelect
              id={control.id}
              placeholder={t('deadlines:any')}
              value={form.categoryId}
              onChange={categoryId => change({ categoryId })}
            />
          )}
        </Field>
        <Field label={t('deadlines:field.urgency')}>
          {control => (
            <Select
              {...control}
              allowClear
              placeholder={t('deadlines:any')}
              value={form.urgency}
              options={urgencies.map(value => ({ value, label: t(`kit:urgency.${value}`) }))}
              onChange={(urgency: LimitForm['urgency']) => change({ urgency: urgency ?? null })}
            />
          )}
        </Field>
        <Field label={t('deadlines:field.department')} note={t('deadlines:note.department')}>
          {control => (
            <DepartmentSelect
              {...control}
              value={form.departmentId}
              onChange={departmentId => change({ departmentId })}
            />
          )}
        </Field>
        <Field label={t('deadlines:field.validFrom')} error={missing(form.validFrom === '')}>
          {control => (
            <DayField {...control} value={form.validFrom} onChange={validFrom => change({ validFrom })} />
          )}
        </Field>
      </SendForm>
    </FormDrawer>
  )
}
