import { Input } from 'antd'
import { Field } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'

interface Props<Name extends string> {
  /** The fields in order, and how long each may be. */
  show: Readonly<Record<Name, number>>
  form: Readonly<Record<NoInfer<Name>, string>>
  fault(name: string): string | undefined
  change(part: Partial<Record<NoInfer<Name>, string>>): void
  /** The first of them has the focus when it appears. */
  first?: boolean
}

/** Lines of text of a form of the city. */
export function TextLines<Name extends string>({ show, form, fault, change, first = false }: Props<Name>) {
  const { t } = useWords()
  const names = Object.keys(show) as Name[]
  return names.map((name, at) => (
    <Field key={name} label={t(`city:field.${name}`)} error={fault(name)}>
      {control => (
        <Input
          {...control}
          autoFocus={first && at === 0}
          autoComplete="off"
          maxLength={show[name]}
          value={form[name]}
          onChange={event => change({ [name]: event.target.value } as Partial<Record<Name, string>>)}
        />
      )}
    </Field>
  ))
}
