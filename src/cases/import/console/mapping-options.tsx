import { Input, Radio, Select } from 'antd'
import { channels, natures, urgencies } from '#cases/case-words.contract.ts'
import type { ImportMapping } from '#cases/imports.contract.ts'
import { Field } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'

interface Props {
  mapping: ImportMapping
  onChange(part: Partial<ImportMapping>): void
}

const words = { nature: natures, channel: channels, urgency: urgencies }

/** Where the file comes from, what is taken where it says nothing, and what happens to unknown values. */
export function MappingOptions({ mapping, onChange }: Props) {
  const { t } = useWords()
  return (
    <div className="fields">
      <Field
        label={t('import:option.source')}
        note={t('import:option.source-note')}
        error={mapping.source.trim() === '' ? t('import:fault.source') : undefined}
      >
        {control => (
          <Input
            {...control}
            maxLength={60}
            value={mapping.source}
            onChange={event => onChange({ source: event.target.value })}
          />
        )}
      </Field>
      {(['nature', 'channel', 'urgency'] as const).map(name => (
        <Field key={name} label={t(`import:option.${name}`)}>
          {control => (
            <Select
              {...control}
              value={mapping.defaults[name]}
              options={words[name].map(value => ({ value, label: t(`kit:${name}.${value}`) }))}
              onChange={value => onChange({ defaults: { ...mapping.defaults, [name]: value } })}
            />
          )}
        </Field>
      ))}
      <Field label={t('import:option.unknown')} wide>
        {control => (
          <Radio.Group
            id={control.id}
            value={mapping.unknownValues}
            onChange={event => onChange({ unknownValues: event.target.value })}
            options={(['reject', 'leave-empty'] as const).map(value => ({
              value,
              label: t(`import:unknown.${value}`),
            }))}
          />
        )}
      </Field>
    </div>
  )
}
