import { Input, Select } from 'antd'
import { useState } from 'react'
import type { IncomingField, IncomingWebhook } from '#cases/exchange/incoming.contract.ts'
import { Field } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { FormDrawer, SendForm } from '#console/kit/send-form.tsx'
import { useChangeMapping, useCreateIncoming } from './incoming-calls.ts'
import { emptyForm, formOf, mappingOf } from './incoming-form.rules.ts'
import { MappingFields } from './mapping-fields.tsx'
import { usePartners } from './partner-calls.ts'

/** A new door; `onMade` gets the secret its system signs with, which is shown once. */
export function CreateIncoming(props: { onClose(): void; onMade(name: string, secret: string): void }) {
  const { t } = useWords()
  const partners = usePartners()
  const create = useCreateIncoming()
  const [name, setName] = useState('')
  const [partnerId, setPartnerId] = useState<string | null>(null)
  const [form, setForm] = useState(emptyForm)
  const [wrong, setWrong] = useState<readonly IncomingField[] | null>(null)
  const send = () => {
    const mapping = mappingOf(form)
    setWrong(Array.isArray(mapping) ? mapping : [])
    if (Array.isArray(mapping) || create.isPending || name.trim() === '' || partnerId === null) return
    const wanted = { partnerId, name, mapping }
    create.mutate(wanted, { onSuccess: made => props.onMade(made.webhook.name, made.secret) })
  }
  const systems = partners.data?.partners.filter(one => !one.revokedAt && one.rights.includes('report'))
  const tried = wrong !== null
  return (
    <FormDrawer title={t('exchange:incoming.new')} size={560} onClose={props.onClose}>
      <SendForm verb="exchange:incoming.new" send={send} pending={create.isPending} error={create.error}>
        <Field
          label={t('exchange:incoming.partner')}
          note={t('exchange:incoming.partner-note')}
          error={tried && partnerId === null ? t('exchange:incoming.need-partner') : undefined}
        >
          {control => (
            <Select
              {...control}
              value={partnerId}
              options={(systems ?? []).map(one => ({ value: one.partnerId, label: one.name }))}
              onChange={setPartnerId}
            />
          )}
        </Field>
        <Field
          label={t('exchange:name')}
          error={tried && name.trim() === '' ? t('exchange:fault.name') : undefined}
        >
          {control => (
            <Input
              {...control}
              maxLength={100}
              value={name}
              onChange={event => setName(event.target.value)}
            />
          )}
        </Field>
        <MappingFields form={form} wrong={wrong ?? []} change={setForm} />
      </SendForm>
    </FormDrawer>
  )
}

/** Where the fields of a door are, to be changed. */
export function EditMapping({ of, onClose }: { of: IncomingWebhook; onClose(): void }) {
  const { t } = useWords()
  const save = useChangeMapping(of.webhookId)
  const [form, setForm] = useState(() => formOf(of.mapping))
  const [wrong, setWrong] = useState<readonly IncomingField[]>([])
  const send = () => {
    const mapping = mappingOf(form)
    setWrong(Array.isArray(mapping) ? mapping : [])
    if (Array.isArray(mapping) || save.isPending) return
    save.mutate({ mapping, version: of.version }, { onSuccess: onClose })
  }
  return (
    <FormDrawer title={t('exchange:incoming.mapping-of', { name: of.name })} size={560} onClose={onClose}>
      <SendForm verb="exchange:incoming.save" send={send} pending={save.isPending} error={save.error}>
        <MappingFields form={form} wrong={wrong} change={setForm} />
      </SendForm>
    </FormDrawer>
  )
}
