import { Button, Checkbox, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { isBlank } from '#base/text.contract.ts'
import { Field } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { ProblemNotice } from '#console/kit/notices.tsx'
import { useSession } from '#console/kit/session.ts'
import type { NewToken } from '#identity/token.contract.ts'
import { tokenActionsOf } from './people.rules.ts'
import { useCreateToken } from './people-calls.ts'

const empty: NewToken = { name: '', actions: [], days: 90 }

/** A new token for a program: what it may do at most, and until when. */
export function CreateToken({ onMade }: { onMade(name: string, secret: string): void }) {
  const { t } = useWords()
  const session = useSession()
  const [form, setForm] = useState(empty)
  const [tried, setTried] = useState(false)
  const create = useCreateToken()
  const edit = (part: Partial<NewToken>) => setForm(before => ({ ...before, ...part }))
  const send = () => {
    setTried(true)
    if (create.isPending || isBlank(form.name) || form.actions.length === 0) return
    create.mutate(form, {
      onSuccess: made => {
        setForm(empty)
        setTried(false)
        onMade(made.token.name, made.secret)
      },
    })
  }
  return (
    <form
      className="stack-tight"
      onSubmit={event => {
        event.preventDefault()
        send()
      }}
    >
      {create.error && <ProblemNotice error={create.error} kept />}
      <div className="fields">
        <Field
          label={t('identity:token.name')}
          note={t('identity:token.name-note')}
          error={tried && isBlank(form.name) ? t('identity:fault.token-name') : undefined}
        >
          {control => (
            <Input
              {...control}
              maxLength={100}
              value={form.name}
              onChange={event => edit({ name: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('identity:token.days')} note={t('identity:token.days-note')}>
          {control => (
            <InputNumber
              {...control}
              min={1}
              max={366}
              style={{ width: '100%' }}
              value={form.days}
              onChange={days => edit({ days: days ?? 90 })}
            />
          )}
        </Field>
      </div>
      <Field
        label={t('identity:token.actions')}
        error={tried && form.actions.length === 0 ? t('identity:fault.token-actions') : undefined}
        note={t('identity:token.actions-note')}
      >
        {control => (
          <Checkbox.Group
            className="role-list"
            aria-describedby={control['aria-describedby']}
            value={form.actions}
            options={tokenActionsOf(session.actions).map(value => ({
              value: value as NewToken['actions'][number],
              label: t(`identity:action.${value}`),
            }))}
            onChange={actions => edit({ actions })}
          />
        )}
      </Field>
      <div>
        <Button type="primary" htmlType="submit" loading={create.isPending}>
          {t('identity:token.create')}
        </Button>
      </div>
    </form>
  )
}
