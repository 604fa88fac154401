import { App, Button } from 'antd'
import { useMemo } from 'react'
import type { Duty } from '#city/duty.contract.ts'
import { Field } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { SendForm } from '#console/kit/send-form.tsx'
import { today } from '#console/kit/today.ts'
import { useDraft } from '#console/kit/use-draft.ts'
import { useEditDuty } from './city-calls.ts'
import { DateField } from './date-field.tsx'
import { DutyFields } from './duty-fields.tsx'
import { changeOfDuty, dutyFaults, dutyForm, type DutyForm as Form } from './edits.rules.ts'

/** The next version of a duty. History stays: the present version ends where this one begins. */
export function DutyForm({ of, onDone }: { of: Duty; onDone(): void }) {
  const { t } = useWords()
  const { message } = App.useApp()
  const empty = useMemo(() => dutyForm(of, today()), [of])
  const [form, change, forget] = useDraft<Form>(`city.duty.${of.id}.${of.version}`, empty)
  const edit = useEditDuty(of.id)
  const wanted = changeOfDuty(of, form)
  const faults: Partial<Record<string, string>> = dutyFaults(of, form)
  const fault = (name: string) => (faults[name] ? t(faults[name]) : undefined)
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
  return (
    <SendForm
      verb="city:save"
      send={send}
      pending={edit.isPending}
      error={edit.error}
      disabled={!wanted}
      beside={<Button onClick={onDone}>{t('city:later')}</Button>}
    >
      <DutyFields form={form} fault={fault} change={change} />
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
    </SendForm>
  )
}
