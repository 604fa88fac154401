import { App, Button, Checkbox, Input, InputNumber, Select } from 'antd'
import { useMemo } from 'react'
import { type Duty, urgencies } from '#city/duty.contract.ts'
import { useDepartments } from '#console/kit/city.ts'
import { Field } from '#console/kit/field.tsx'
import { nameIn, useWords } from '#console/kit/language.ts'
import { ProblemNotice } from '#console/kit/notices.tsx'
import { DepartmentSelect } from '#console/kit/selects.tsx'
import { Keys } from '#console/kit/shortcut.tsx'
import { useDraft } from '#console/kit/use-draft.ts'
import { useKeys } from '#console/kit/use-keys.ts'
import { useEditDuty } from './city-calls.ts'
import { DateField } from './date-field.tsx'
import { changeOfDuty, dutyFaults, dutyForm, type DutyForm as Form } from './edits.rules.ts'

// The day here: toISOString would give yesterday's until eight in the morning.
const today = () => new Intl.DateTimeFormat('sv-SE').format(new Date())

/** The next version of a duty. History stays: the present version ends where this one begins. */
export function DutyForm({ of, onDone }: { of: Duty; onDone(): void }) {
  const { t, language } = useWords()
  const { message } = App.useApp()
  const departments = useDepartments()
  const empty = useMemo(() => dutyForm(of, today()), [of])
  const [form, change, forget] = useDraft<Form>(`city.duty.${of.id}.${of.version}`, empty)
  const edit = useEditDuty(of.id)
  const wanted = changeOfDuty(of, form)
  const faults = dutyFaults(of, form)
  const fault = (name: keyof Form) => (faults[name] ? t(faults[name]) : undefined)
  const send = () => {
    if (!wanted || edit.isPending || Object.keys(faults).length > 0) return
    edit.mutate(wanted, {
      onSuccess: () => {
        forget()
        void message.success(t('city:saved'))
        onDone()
      },
    })
  }
  useKeys([{ keys: 'mod+enter', label: 'city:save', run: send }], true)
  const text = (name: 'title' | 'titleEnglish' | 'legalBasis' | 'description') => (
    <Field key={name} label={t(`city:field.${name}`)} error={fault(name)}>
      {control => (
        <Input.TextArea
          {...control}
          autoSize={{ minRows: name === 'description' ? 3 : 1, maxRows: 10 }}
          value={form[name]}
          onChange={event => change({ [name]: event.target.value })}
        />
      )}
    </Field>
  )
  return (
    <form
      className="stack-tight"
      onSubmit={event => {
        event.preventDefault()
        send()
      }}
    >
      {edit.error && <ProblemNotice error={edit.error} kept />}
      {text('title')}
      {text('titleEnglish')}
      <Field label={t('city:field.hostDepartmentId')} note={t('city:note.host')}>
        {control => (
          <DepartmentSelect
            {...control}
            placeholder={t('city:by-region')}
            value={form.hostDepartmentId}
            onChange={hostDepartmentId => change({ hostDepartmentId })}
          />
        )}
      </Field>
      <Field label={t('city:field.coHosts')}>
        {control => (
          <Select<string[]>
            id={control.id}
            mode="multiple"
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            value={form.coHosts}
            options={departments
              ?.filter(one => one.active)
              .map(one => ({ value: one.id, label: nameIn(language, one) }))}
            onChange={coHosts => change({ coHosts })}
          />
        )}
      </Field>
      <Checkbox
        checked={form.coHostByRegion}
        onChange={event => change({ coHostByRegion: event.target.checked })}
      >
        {t('city:field.coHostByRegion')}
      </Checkbox>
      <div className="fields">
        <Field label={t('city:field.timeLimitWorkdays')}>
          {control => (
            <InputNumber
              {...control}
              min={0}
              max={366}
              precision={0}
              style={{ width: '100%' }}
              value={form.timeLimitWorkdays}
              onChange={days => change({ timeLimitWorkdays: days ?? 0 })}
            />
          )}
        </Field>
        <Field label={t('city:field.urgency')}>
          {control => (
            <Select
              {...control}
              value={form.urgency}
              options={urgencies.map(value => ({ value, label: t(`kit:urgency.${value}`) }))}
              onChange={urgency => change({ urgency })}
            />
          )}
        </Field>
      </div>
      {text('legalBasis')}
      {text('description')}
      <Field label={t('city:field.validFrom')} note={t('city:note.valid-from')} error={fault('validFrom')}>
        {control => (
          <DateField
            {...control}
            min={of.validFrom}
            value={form.validFrom}
            onChange={validFrom => change({ validFrom })}
          />
        )}
      </Field>
      <div className="row">
        <Button type="primary" htmlType="submit" disabled={!wanted} loading={edit.isPending}>
          {t('city:save')} <Keys of="mod+enter" />
        </Button>
        <Button onClick={onDone}>{t('city:later')}</Button>
      </div>
    </form>
  )
}
