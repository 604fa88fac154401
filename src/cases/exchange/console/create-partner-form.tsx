import { Checkbox, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { type NewPartner, partnerRights } from '#cases/exchange/partner.contract.ts'
import { Field } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { FormDrawer, SendForm } from '#console/kit/send-form.tsx'
import { useCreatePartner } from './partner-calls.ts'

const empty: NewPartner = {
  name: '',
  rights: ['report', 'update'],
  callsPerMinute: 120,
  adapter: 'standard',
  days: 365,
}

/** A key for another system; `onMade` gets it, which is shown once. */
export function CreatePartner(props: { onClose(): void; onMade(name: string, key: string): void }) {
  const { t } = useWords()
  const [form, setForm] = useState(empty)
  const [tried, setTried] = useState(false)
  const create = useCreatePartner()
  const edit = (part: Partial<NewPartner>) => setForm(before => ({ ...before, ...part }))
  const nameless = form.name.trim() === ''
  const send = () => {
    setTried(true)
    if (create.isPending || nameless || form.rights.length === 0) return
    create.mutate(form, { onSuccess: made => props.onMade(made.partner.name, made.key) })
  }
  return (
    <FormDrawer title={t('exchange:new-key')} onClose={props.onClose}>
      <SendForm verb="exchange:new-key" send={send} pending={create.isPending} error={create.error}>
        <Field
          label={t('exchange:name')}
          note={t('exchange:name-note')}
          error={tried && nameless ? t('exchange:fault.name') : undefined}
        >
          {control => (
            <Input
              {...control}
              maxLength={100}
              value={form.name}
              onChange={event => edit({ name: event.target.value })}
            />
          )}
        </Field>
        <Field
          label={t('exchange:rights')}
          error={tried && form.rights.length === 0 ? t('exchange:fault.rights') : undefined}
        >
          {control => (
            <Checkbox.Group
              className="role-list"
              aria-describedby={control['aria-describedby']}
              value={form.rights}
              options={partnerRights.map(value => ({ value, label: t(`exchange:right.${value}`) }))}
              onChange={rights => edit({ rights })}
            />
          )}
        </Field>
        <Field label={t('exchange:limit')}>
          {control => (
            <InputNumber
              {...control}
              min={1}
              max={60_000}
              style={{ width: '100%' }}
              value={form.callsPerMinute}
              onChange={value => edit({ callsPerMinute: value ?? empty.callsPerMinute })}
            />
          )}
        </Field>
        <Field label={t('exchange:days')} note={t('exchange:days-note')}>
          {control => (
            <InputNumber
              {...control}
              min={1}
              max={731}
              style={{ width: '100%' }}
              value={form.days}
              onChange={value => edit({ days: value ?? empty.days })}
            />
          )}
        </Field>
      </SendForm>
    </FormDrawer>
  )
}
