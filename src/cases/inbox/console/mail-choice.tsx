import { Button, Input, Select } from 'antd'
import { useId, useState } from 'react'
import { type ChooseMail, type MailChoiceView, mailWays } from '#cases/inbox/mail-choice.contract.ts'
import { Field } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { ProblemNotice } from '#console/kit/notices.tsx'
import { useSession } from '#console/kit/session.ts'
import { useChooseMail, useMailChoice } from './inbox-calls.ts'

function Form({ held }: { held: MailChoiceView }) {
  const { t, language } = useWords()
  const choose = useChooseMail()
  const [way, setWay] = useState(held.way)
  const [address, setAddress] = useState(held.address ?? '')
  const [tried, setTried] = useState(false)
  const missing = way !== 'none' && address.trim() === ''
  const send = () => {
    setTried(true)
    if (missing || choose.isPending) return
    const wanted: ChooseMail =
      way === 'none'
        ? { way }
        : { way, address: address.trim(), language: language.startsWith('en') ? 'en' : 'zh' }
    choose.mutate(wanted)
  }
  return (
    <form
      className="stack-tight"
      onSubmit={event => {
        event.preventDefault()
        send()
      }}
    >
      {choose.error && <ProblemNotice error={choose.error} kept />}
      {held.cause && <p className="field-error small">{t('inbox:mail.failed', { cause: held.cause })}</p>}
      <div className="row" style={{ alignItems: 'flex-start' }}>
        <Field label={t('inbox:mail.way')}>
          {({ id }) => (
            <Select
              id={id}
              style={{ minWidth: 200 }}
              value={way}
              options={mailWays.map(value => ({ value, label: t(`inbox:mail.${value}`) }))}
              onChange={setWay}
            />
          )}
        </Field>
        {way !== 'none' && (
          <Field
            label={t('inbox:mail.address')}
            error={tried && missing ? t('inbox:mail.address-needed') : undefined}
          >
            {control => (
              <Input
                {...control}
                type="email"
                maxLength={254}
                autoComplete="email"
                style={{ width: 260 }}
                value={address}
                onChange={event => setAddress(event.target.value)}
              />
            )}
          </Field>
        )}
      </div>
      <p className="small quiet">{t(choose.isSuccess ? 'inbox:mail.saved' : 'inbox:mail.note')}</p>
      <div>
        <Button htmlType="submit" loading={choose.isPending}>
          {t('inbox:mail.save')}
        </Button>
      </div>
    </form>
  )
}

/** How one is told by mail of new messages; only where mail is configured, and for those who work here. */
export function MailChoice() {
  const { t } = useWords()
  const title = useId()
  const works = useSession().roles.length > 0
  const held = useMailChoice(works).data
  if (!works || !held || (!held.offered && held.way === 'none')) return null
  return (
    <section className="panel stack-tight" aria-labelledby={title}>
      <h2 id={title}>{t('inbox:mail.title')}</h2>
      <Form held={held} />
    </section>
  )
}
