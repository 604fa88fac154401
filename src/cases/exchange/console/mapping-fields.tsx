import { Button, Input } from 'antd'
import { useState } from 'react'
import { type IncomingField, incomingFields } from '#cases/exchange/incoming.contract.ts'
import { Field } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { ProblemNotice } from '#console/kit/notices.tsx'
import { useTry } from './incoming-calls.ts'
import { type MappingForm, mappingOf } from './incoming-form.rules.ts'

interface Props {
  form: MappingForm
  /** Fields that cannot be read, once somebody tried to save. */
  wrong: readonly IncomingField[]
  change(form: MappingForm): void
}

/** What a sample becomes by the mapping as it is typed; nothing is kept. */
function TryIt({ form }: { form: MappingForm }) {
  const { t } = useWords()
  const [sample, setSample] = useState('')
  const tried = useTry()
  const mapping = mappingOf(form)
  const { data } = tried
  return (
    <section className="stack-tight">
      <Field label={t('exchange:incoming.sample')} note={t('exchange:incoming.sample-note')}>
        {control => (
          <Input.TextArea
            {...control}
            autoSize={{ minRows: 3, maxRows: 12 }}
            maxLength={100_000}
            value={sample}
            onChange={event => setSample(event.target.value)}
          />
        )}
      </Field>
      {tried.error && <ProblemNotice error={tried.error} />}
      <Button
        disabled={Array.isArray(mapping) || sample.trim() === ''}
        loading={tried.isPending}
        onClick={() => !Array.isArray(mapping) && tried.mutate({ mapping, sample })}
      >
        {t('exchange:incoming.try')}
      </Button>
      <div role="status">
        {data?.case && (
          <dl className="facts">
            {incomingFields.map(field => (
              <div key={field}>
                <dt>{t(`exchange:incoming.field.${field}`)}</dt>
                <dd>{data.case![field] ?? '–'}</dd>
              </div>
            ))}
          </dl>
        )}
        {data?.faults.map(({ field, fault }) => (
          <p key={field} className="field-error">
            {t(`exchange:incoming.field.${field}`)}：{t(`exchange:incoming.fault.${fault}`)}
          </p>
        ))}
      </div>
    </section>
  )
}

/** Where each field of a case is in the other system's JSON, with a box to try it. */
export function MappingFields({ form, wrong, change }: Props) {
  const { t } = useWords()
  return (
    <>
      <p className="small quiet">{t('exchange:incoming.mapping-note')}</p>
      {incomingFields.map(field => (
        <Field
          key={field}
          label={t(`exchange:incoming.field.${field}`)}
          error={wrong.includes(field) ? t('exchange:incoming.wrong-path') : undefined}
        >
          {control => (
            <Input
              {...control}
              maxLength={201}
              value={form[field]}
              onChange={event => change({ ...form, [field]: event.target.value })}
            />
          )}
        </Field>
      ))}
      <TryIt form={form} />
    </>
  )
}
