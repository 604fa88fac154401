import { Checkbox, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { Field } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { type Incident, type Severity, severities } from '../incident.contract.ts'
import { useIncidentAct } from './incident-calls.ts'
import { WordsDrawer } from './words-drawer.tsx'

/** Grades an incident: the steps and their clocks follow. */
export function AssessDrawer({ of, onClose }: { of: Incident; onClose(): void }) {
  const { t } = useWords()
  const assess = useIncidentAct(of.incidentId, 'assessment')
  const [severity, setSeverity] = useState<Severity>(of.severity)
  const [critical, setCritical] = useState(of.critical)
  const [affected, setAffected] = useState<number | null>(of.affected)
  const send = (words: string, done: () => void) =>
    assess.mutate({ version: of.version, severity, critical, affected, words }, { onSuccess: done })
  return (
    <WordsDrawer
      title={t('incidents:assess.title')}
      verb="incidents:assess.send"
      send={send}
      pending={assess.isPending}
      error={assess.error}
      onClose={onClose}
    >
      <Field label={t('incidents:filter.severity')} note={t(`incidents:assess.note.${severity}`)}>
        {control => (
          <Select<Severity>
            {...control}
            value={severity}
            onChange={setSeverity}
            options={severities.map(value => ({ value, label: t(`incidents:severity.${value}`) }))}
          />
        )}
      </Field>
      <Field label={t('incidents:assess.affected')} note={t('incidents:assess.affected-note')}>
        {({ id, 'aria-describedby': described }) => (
          <InputNumber<number>
            id={id}
            aria-describedby={described}
            min={0}
            max={2_000_000_000}
            precision={0}
            value={affected}
            onChange={setAffected}
            style={{ width: '100%' }}
          />
        )}
      </Field>
      <Checkbox checked={critical} onChange={event => setCritical(event.target.checked)}>
        {t('incidents:assess.critical')}
      </Checkbox>
    </WordsDrawer>
  )
}
