import { Input } from 'antd'
import { Field } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'

/** Why the levels are changed: it stands in their history. */
export function ReasonField({ value, onChange }: { value: string; onChange(value: string): void }) {
  const { t } = useWords()
  return (
    <Field label={t('levels:reason')} note={t('levels:reason-note')}>
      {control => (
        <Input.TextArea
          {...control}
          rows={2}
          maxLength={300}
          value={value}
          onChange={event => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}
