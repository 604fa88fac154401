import { Input } from 'antd'
import { Field } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import type { ContactForm } from './edits.rules.ts'

type Texts = Pick<ContactForm, 'name' | 'nameEnglish' | 'phone' | 'address' | 'email'>
const longest = { name: 80, nameEnglish: 160, phone: 40, address: 200, email: 200 }

interface Props {
  show: readonly (keyof Texts)[]
  form: Texts
  fault(name: string): string | undefined
  change(part: Partial<Texts>): void
  /** The first of them has the focus when it appears. */
  first?: boolean
}

/** Lines of a department's form. */
export function DepartmentTexts({ show, form, fault, change, first = false }: Props) {
  const { t } = useWords()
  return show.map((name, at) => (
    <Field key={name} label={t(`city:field.${name}`)} error={fault(name)}>
      {control => (
        <Input
          {...control}
          autoFocus={first && at === 0}
          autoComplete="off"
          maxLength={longest[name]}
          value={form[name]}
          onChange={event => change({ [name]: event.target.value })}
        />
      )}
    </Field>
  ))
}
