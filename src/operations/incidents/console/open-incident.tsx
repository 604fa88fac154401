import { Input, Segmented, Select } from 'antd'
import { useState } from 'react'
import { Field, labelOf } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { FormDrawer, SendForm } from '#console/kit/send-form.tsx'
import { useGo } from '#console/kit/use-search.ts'
import { type IncidentKind, incidentKinds, type Severity, severities } from '../incident.contract.ts'
import { useOpenIncident } from './incident-calls.ts'

/** A person opens an incident that no rule found. */
export function OpenIncident({ onClose }: { onClose(): void }) {
  const { t } = useWords()
  const go = useGo()
  const open = useOpenIncident()
  const [kind, setKind] = useState<IncidentKind>('data')
  const [severity, setSeverity] = useState<Severity>('general')
  const [words, setWords] = useState('')
  const send = () => {
    if (words.trim().length >= 2)
      open.mutate(
        { kind, severity, words: words.trim() },
        { onSuccess: made => go(`/incidents/${made.incidentId}`) },
      )
  }
  return (
    <FormDrawer title={t('incidents:open.title')} onClose={onClose}>
      <SendForm
        verb="incidents:open.send"
        send={send}
        pending={open.isPending}
        error={open.error}
        disabled={words.trim().length < 2}
      >
        <Field label={t('incidents:column.kind')}>
          {({ id }) => (
            <Segmented<IncidentKind>
              aria-labelledby={labelOf(id)}
              value={kind}
              onChange={setKind}
              options={incidentKinds.map(value => ({ value, label: t(`incidents:kind.${value}`) }))}
            />
          )}
        </Field>
        <Field label={t('incidents:filter.severity')} note={t('incidents:open.severity-note')}>
          {control => (
            <Select<Severity>
              {...control}
              value={severity}
              onChange={setSeverity}
              options={severities.map(value => ({ value, label: t(`incidents:severity.${value}`) }))}
            />
          )}
        </Field>
        <Field label={t('incidents:open.words')} note={t('incidents:words-note')} wide>
          {control => (
            <Input.TextArea
              {...control}
              rows={5}
              maxLength={4000}
              value={words}
              onChange={event => setWords(event.target.value)}
            />
          )}
        </Field>
      </SendForm>
    </FormDrawer>
  )
}
