import { App, Button, Drawer, Popconfirm, Tag } from 'antd'
import { useMemo, useState } from 'react'
import { problemOf } from '#console/kit/client.ts'
import { useWords } from '#console/kit/language.ts'
import { Moment } from '#console/kit/moments.tsx'
import { Loading, ProblemNotice } from '#console/kit/notices.tsx'
import { isConflict } from '#console/kit/problem.rules.ts'
import { SendForm } from '#console/kit/send-form.tsx'
import { useMay, useSession } from '#console/kit/session.ts'
import { useDraft } from '#console/kit/use-draft.ts'
import type { Person } from '#identity/person.contract.ts'
import { changeOf, faultsOf, formOf } from './people.rules.ts'
import { useChangePerson, useForgetSecondFactor, usePerson, useResetPassword } from './people-calls.ts'
import { PersonFields } from './person-fields.tsx'
import { PersonState } from './person-state.tsx'
import { TokenTable } from './token-table.tsx'

interface Props {
  personId: string
  onClose(): void
  onPassword(account: string, password: string): void
}

function EditForm({ of, reload }: { of: Person; reload(): void }) {
  const { t } = useWords()
  const { message } = App.useApp()
  const empty = useMemo(() => formOf(of), [of])
  const [form, edit, forget] = useDraft(`identity.person.${of.id}`, empty)
  const change = useChangePerson()
  const wanted = changeOf(of, form)
  const faults = faultsOf(form)
  const send = () => {
    if (!wanted || change.isPending || Object.keys(faults).length > 0) return
    change.mutate(
      { personId: of.id, change: wanted },
      {
        onSuccess: saved => {
          forget(formOf(saved))
          void message.success(t('identity:saved'))
        },
      },
    )
  }
  return (
    <SendForm
      verb="identity:save"
      send={send}
      pending={change.isPending}
      error={change.error}
      hint={
        isConflict(problemOf(change.error)) && <Button onClick={reload}>{t('identity:read-again')}</Button>
      }
      disabled={!wanted}
    >
      <PersonFields form={form} faults={faults} fresh={false} change={edit} />
    </SendForm>
  )
}

function Access({ of, onPassword }: { of: Person; onPassword: Props['onPassword'] }) {
  const { t } = useWords()
  const change = useChangePerson()
  const reset = useResetPassword()
  const forget = useForgetSecondFactor()
  const failed = change.error ?? reset.error ?? forget.error
  const confirmed = (name: string, run: () => void) => (
    <Popconfirm
      title={t(`identity:confirm.${name}`)}
      okText={t(`identity:do.${name}`)}
      onConfirm={run}
      styles={{ root: { maxWidth: 320 } }}
    >
      <Button danger={name === 'deactivate'}>{t(`identity:do.${name}`)}</Button>
    </Popconfirm>
  )
  return (
    <section className="stack-tight">
      <h2>{t('identity:section.access')}</h2>
      {failed && <ProblemNotice error={failed} />}
      <div className="row">
        {confirmed('reset-password', () =>
          reset.mutate(of.id, { onSuccess: made => onPassword(made.person.account, made.password) }),
        )}
        {of.secondFactorEnrolled && confirmed('forget-factor', () => forget.mutate(of.id))}
        {confirmed(of.active ? 'deactivate' : 'activate', () =>
          change.mutate({ personId: of.id, change: { version: of.version, active: !of.active } }),
        )}
      </div>
    </section>
  )
}

/** One person beside the list: facts for who may look, the form for who may edit; nobody edits the own roles. */
export function EditPerson({ personId, onClose, onPassword }: Props) {
  const { t } = useWords()
  const session = useSession()
  const found = usePerson(personId)
  const mayEdit = useMay('people:edit')
  const maySeeTokens = useMay('tokens:any')
  const [round, setRound] = useState(0)
  const of = found.data
  const own = personId === session.personId
  return (
    <Drawer open size={480} mask={{ closable: false }} title={of?.name ?? ''} onClose={onClose}>
      {found.error && <ProblemNotice error={found.error} retry={() => void found.refetch()} />}
      {!of && !found.error && <Loading />}
      {of && (
        <div className="stack">
          <div className="row">
            <PersonState of={of} />
            {of.fictional && <Tag variant="outlined">{t('shell:fictional')}</Tag>}
            <span className="small quiet">
              {t('identity:since')} <Moment at={of.createdAt} />
            </span>
          </div>
          {own && <p className="quiet">{t('identity:own')}</p>}
          {mayEdit && !own ? (
            <>
              <EditForm
                key={round}
                of={of}
                reload={() => void found.refetch().then(() => setRound(value => value + 1))}
              />
              <Access of={of} onPassword={onPassword} />
            </>
          ) : (
            <p>{of.roles.map(role => t(`shell:role.${role}`)).join(' · ')}</p>
          )}
          {maySeeTokens && (
            <section className="stack-tight">
              <h2>{t('identity:section.tokens')}</h2>
              <TokenTable personId={of.id} />
            </section>
          )}
        </div>
      )}
    </Drawer>
  )
}
