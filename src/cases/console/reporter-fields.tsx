import { Checkbox, Input, Select } from 'antd'
import { relations } from '#cases/case-words.contract.ts'
import { Field } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { type ReporterDraft, reporterFaults } from './reporter-form.rules.ts'

interface Props {
  draft: ReporterDraft
  change(part: Partial<ReporterDraft>): void
  /** Faults are told after the first attempt. */
  tried: boolean
}

/** Who must not be known to everybody, and for whom somebody else speaks. */
export function ReporterFields({ draft, change, tried }: Props) {
  const { t } = useWords()
  const { relation } = draft
  const fault = tried ? reporterFaults(draft).behalfPhone : undefined
  return (
    <>
      <Checkbox
        checked={draft.confidential || draft.minor}
        disabled={draft.minor}
        onChange={event => change({ confidential: event.target.checked })}
      >
        {t('cases:reporter.confidential')}
      </Checkbox>
      <Checkbox checked={draft.minor} onChange={event => change({ minor: event.target.checked })}>
        {t('cases:reporter.minor')}
      </Checkbox>
      <Checkbox
        checked={Boolean(relation)}
        onChange={event => change({ relation: event.target.checked ? 'family' : null })}
      >
        {t('cases:reporter.behalf')}
      </Checkbox>
      {relation && (
        <div className="fields">
          <Field label={t('cases:reporter.relation')}>
            {control => (
              <Select
                {...control}
                value={relation}
                options={relations.map(value => ({ value, label: t(`cases:relation.${value}`) }))}
                onChange={value => change({ relation: value })}
              />
            )}
          </Field>
          <Field label={`${t('cases:reporter.name')} ${t('cases:optional')}`}>
            {control => (
              <Input
                {...control}
                maxLength={50}
                autoComplete="off"
                value={draft.behalfName}
                onChange={event => change({ behalfName: event.target.value })}
              />
            )}
          </Field>
          <Field
            label={`${t('cases:reporter.phone')} ${t('cases:optional')}`}
            error={fault ? t(fault) : undefined}
          >
            {control => (
              <Input
                {...control}
                inputMode="tel"
                autoComplete="off"
                value={draft.behalfPhone}
                onChange={event => change({ behalfPhone: event.target.value })}
              />
            )}
          </Field>
        </div>
      )}
    </>
  )
}
