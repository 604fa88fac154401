import { Input } from 'antd'
import { Field } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'

interface Props {
  value: string
  error: string | undefined
  onChange(id: string): void
}

/** The identifier of something new, which stays with it for ever. */
export function IdField({ value, error, onChange }: Props) {
  const { t } = useWords()
  return (
    <Field label={t('city:field.id')} note={t('city:note.id')} error={error}>
      {control => (
        <Input
          {...control}
          autoComplete="off"
          spellCheck={false}
          maxLength={80}
          value={value}
          onChange={event => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}
