import { Input, Select } from 'antd'
import { useState } from 'react'
import { eventTypes } from '#cases/case-words.contract.ts'
import type { NewSubscription } from '#cases/exchange/subscription.contract.ts'
import { useDepartments } from '#console/kit/city.ts'
import { Field } from '#console/kit/field.tsx'
import { nameIn, useWords } from '#console/kit/language.ts'
import { FormDrawer, SendForm } from '#console/kit/send-form.tsx'
import { useCreateSubscription, usePartners } from './partner-calls.ts'

const empty: NewSubscription = {
  name: '',
  url: '',
  eventTypes: ['reported', 'accepted', 'dispatched', 'replied', 'answered', 'declined', 'closed', 'reopened'],
  departmentIds: null,
  partnerId: null,
}

/** Who is to be told of steps of cases; `onMade` gets the signing secret, which is shown once. */
export function CreateSubscription(props: { onClose(): void; onMade(name: string, secret: string): void }) {
  const { t, language } = useWords()
  const [form, setForm] = useState(empty)
  const [tried, setTried] = useState(false)
  const departments = useDepartments()
  const partners = usePartners()
  const create = useCreateSubscription()
  const edit = (part: Partial<NewSubscription>) => setForm(before => ({ ...before, ...part }))
  const nameless = form.name.trim() === ''
  const wrongUrl = !/^https?:\/\/.+/.test(form.url) || !URL.canParse(form.url)
  const send = () => {
    setTried(true)
    if (create.isPending || nameless || wrongUrl || form.eventTypes.length === 0) return
    create.mutate(form, { onSuccess: made => props.onMade(made.subscription.name, made.secret) })
  }
  const platforms = partners.data?.partners.filter(one => !one.revokedAt && one.rights.includes('exchange'))
  return (
    <FormDrawer title={t('exchange:new-subscription')} onClose={props.onClose}>
      <SendForm verb="exchange:new-subscription" send={send} pending={create.isPending} error={create.error}>
        <Field label={t('exchange:name')} error={tried && nameless ? t('exchange:fault.name') : undefined}>
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
          label={t('exchange:url')}
          note={t('exchange:url-note')}
          error={tried && wrongUrl ? t('exchange:fault.url') : undefined}
        >
          {control => (
            <Input
              {...control}
              type="url"
              maxLength={500}
              value={form.url}
              onChange={event => edit({ url: event.target.value.trim() })}
            />
          )}
        </Field>
        <Field
          label={t('exchange:events')}
          error={tried && form.eventTypes.length === 0 ? t('exchange:fault.events') : undefined}
        >
          {control => (
            <Select
              {...control}
              mode="multiple"
              value={form.eventTypes}
              options={eventTypes.map(value => ({ value, label: t(`kit:event.${value}`) }))}
              showSearch={{ optionFilterProp: 'label' }}
              onChange={chosen => edit({ eventTypes: chosen })}
            />
          )}
        </Field>
        <Field label={t('exchange:departments')} note={t('exchange:departments-note')}>
          {control => (
            <Select
              {...control}
              mode="multiple"
              allowClear
              value={form.departmentIds ?? []}
              options={(departments ?? []).map(one => ({ value: one.id, label: nameIn(language, one) }))}
              showSearch={{ optionFilterProp: 'label' }}
              onChange={(chosen: string[]) => edit({ departmentIds: chosen.length > 0 ? chosen : null })}
            />
          )}
        </Field>
        <Field label={t('exchange:platform')} note={t('exchange:platform-note')}>
          {control => (
            <Select
              {...control}
              allowClear
              placeholder={t('exchange:all-cases')}
              value={form.partnerId}
              options={(platforms ?? []).map(one => ({ value: one.partnerId, label: one.name }))}
              onChange={(chosen: string | null) => edit({ partnerId: chosen ?? null })}
            />
          )}
        </Field>
      </SendForm>
    </FormDrawer>
  )
}
