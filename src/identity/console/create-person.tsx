import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { useWords } from '#console/kit/language.ts'
import { ProblemNotice } from '#console/kit/notices.tsx'
import { Keys } from '#console/kit/shortcut.tsx'
import { useDraft } from '#console/kit/use-draft.ts'
import { useKeys } from '#console/kit/use-keys.ts'
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
  useKeys([{ keys: 'mod+enter', label: 'identity:create', run: send }], true)
  return (
    <Drawer open size={460} mask={{ closable: false }} title={t('identity:create')} onClose={props.onClose}>
      <form
        className="stack-tight"
        onSubmit={event => {
          event.preventDefault()
          send()
        }}
      >
        {create.error && <ProblemNotice error={create.error} kept />}
        <PersonFields form={form} faults={tried ? faults : {}} fresh change={change} />
        <Button type="primary" htmlType="submit" loading={create.isPending}>
          {t('identity:create')} <Keys of="mod+enter" />
        </Button>
      </form>
    </Drawer>
  )
}
