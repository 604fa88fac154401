import { useState } from 'react'
import type { OpenAct } from '#cases/joint/console/act-drawer.tsx'
import type { ActValues } from '#cases/joint/console/act-form.rules.ts'
import { erasedPerson, personalExport, saved } from '#cases/rights/rights.contract.ts'
import { type Translate, useWords } from '#console/kit/language.ts'
import { saveJson } from './rights-calls.ts'
import { type RightsForm, rightsForms, rightsPaths } from './rights-forms.rules.ts'

const answers = (form: Exclude<RightsForm, 'correct'>) =>
  form.startsWith('export') ? personalExport : form.startsWith('erase') ? erasedPerson : saved

const eraseSure =
  (t: Translate): OpenAct['sure'] =>
  values => ({
    title: t('rights:erase-sure.title'),
    text: t('rights:erase-sure.of', { who: String(values.phone ?? values.email ?? values.personId ?? '') }),
    yes: t('rights:erase-sure.yes'),
    no: t('rights:erase-sure.no'),
  })

/** Opens the forms of retention and of the rights of persons. */
export function useRightsForms() {
  const { t } = useWords()
  const [act, setAct] = useState<OpenAct | null>(null)
  const words = (form: RightsForm) => {
    const fields = rightsForms[form]
    return {
      title: t(`rights:act.${form}`),
      note: t(`rights:note.${form}`),
      fields,
      labels: Object.fromEntries(fields.map(({ name }) => [name, t(`rights:field.${name}`)])),
      verb: t(`rights:act.${form}`),
      done: t(`rights:done.${form}`),
    }
  }
  return {
    act,
    close: () => setAct(null),
    open: (form: Exclude<RightsForm, 'correct'>, given?: ActValues) =>
      setAct({
        ...words(form),
        // A draft belongs to what the form was opened for: words about one case must not go to another.
        draft: ['rights', form, given?.categoryId ?? given?.code].filter(Boolean).join('.'),
        path: rightsPaths[form],
        answer: answers(form),
        ...(given ? { given } : {}),
        ...(form.startsWith('erase') ? { sure: eraseSure(t) } : {}),
        ...(form.startsWith('export')
          ? { onAnswer: (answer: unknown) => saveJson('personal-data.json', answer) }
          : {}),
      }),
    correct: (of: { caseId: string; code: string }, given: ActValues) =>
      setAct({
        ...words('correct'),
        title: `${t('rights:act.correct')} · ${of.code}`,
        draft: `rights.correct.${of.caseId}`,
        path: `/api/cases/${of.caseId}/personal-changes`,
        given,
      }),
  }
}
