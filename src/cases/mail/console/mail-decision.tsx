import { App, Button, Input } from 'antd'
import { useState } from 'react'
import { Field } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { SendForm } from '#console/kit/send-form.tsx'
import type { MailDetail } from '../mail.contract.ts'
import { MailButtons } from './mail-buttons.tsx'
import { type Decision, useDecideMail } from './mail-calls.ts'

/** What a person makes of a mail: a case, a note on the case it names, or nothing, with the reason. */
export function MailDecision({ of }: { of: MailDetail }) {
  const { t } = useWords()
  const { message } = App.useApp()
  const decide = useDecideMail(of.mailId)
  const [reason, setReason] = useState<string | null>(null)
  const [tried, setTried] = useState(false)
  const send = (decision: Decision) => {
    if (decide.isPending) return
    decide.mutate(decision, {
      onSuccess: ({ state, code }) => {
        setReason(null)
        void message.success(t(`mail:done.${state}`, { code: code ?? '' }))
      },
    })
  }
  const discard = () => {
    setTried(true)
    if (reason?.trim()) send({ to: 'discard', reason: reason.trim() })
  }
  if (reason !== null)
    return (
      <SendForm
        verb="mail:discard"
        send={discard}
        pending={decide.isPending}
        error={decide.error}
        beside={<Button onClick={() => setReason(null)}>{t('mail:back')}</Button>}
      >
        <Field label={t('mail:reason')} error={tried && !reason.trim() ? t('mail:fault.reason') : undefined}>
          {control => (
            <Input.TextArea
              {...control}
              autoFocus
              autoSize={{ minRows: 2 }}
              maxLength={500}
              value={reason}
              onChange={event => setReason(event.target.value)}
            />
          )}
        </Field>
      </SendForm>
    )
  return (
    <MailButtons
      of={of}
      pending={decide.isPending}
      error={decide.error}
      send={send}
      discard={() => setReason('')}
    />
  )
}
