import { useState } from 'react'
import { useWords } from '#console/kit/language.ts'
import { FormDrawer, SendForm } from '#console/kit/send-form.tsx'
import { useDraft } from '#console/kit/use-draft.ts'
import { emptyPerson, faultsOf, newPersonOf } from './people.rules.ts'
import { useCreatePerson } from './people-calls.ts'
import { PersonFields } from './person-fields.tsx'

/** A new person; `onMade` gets the first password, which is shown once. */
export function CreatePerson(props: { onClose(): void; onMade(account: string, password: string): void }) {
  const { t } = useWords()
  const [form, change, forget] = useDraft('identity.new-person', emptyPerson)
  const [tried, setTried] = useState(false)
  const create = useCreatePerson()
  const faults = faultsOf(form)
  const send = () => {
    setTried(true)
    if (create.isPending || Object.keys(faults).length > 0) return
    create.mutate(newPersonOf(form), {
      onSuccess: made => {
        forget()
        props.onMade(made.person.account, made.password)
      },
    })
  }
  return (
    <FormDrawer title={t('identity:create')} onClose={props.onClose}>
      <SendForm verb="identity:create" send={send} pending={create.isPending} error={create.error}>
        <PersonFields form={form} faults={tried ? faults : {}} fresh change={change} />
      </SendForm>
    </FormDrawer>
  )
}
