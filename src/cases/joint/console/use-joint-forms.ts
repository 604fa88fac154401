import { useState } from 'react'
import { useCityNames } from '#console/kit/city.ts'
import { useWords } from '#console/kit/language.ts'
import type { OpenAct } from './act-drawer.tsx'
import { type ActValues, type JointForm, jointForms } from './act-form.rules.ts'

/** Opens the forms of joint handling of one case. */
export function useJointForms(of: { code: string }) {
  const { t } = useWords()
  const names = useCityNames()
  const [act, setAct] = useState<OpenAct | null>(null)
  const open = (form: JointForm, path: string, given?: ActValues) => {
    const fields = jointForms[form]
    const label = (name: string) => t(`joint:field.${name}`)
    setAct({
      draft: `joint.${form}.${path}`,
      title: `${t(`joint:act.${form}`)} · ${of.code}`,
      note: t(`joint:note.${form}`),
      fields,
      labels: Object.fromEntries(fields.map(({ name }) => [name, label(name)])),
      notes: { workdays: t('joint:note.workdays') },
      ...(given ? { given } : {}),
      verb: t(`joint:act.${form}`),
      done: t(`joint:done.${form}`),
      path,
    })
  }
  return { act, open, close: () => setAct(null), names, t }
}
