import { Button, Checkbox, Input } from 'antd'
import { useState } from 'react'
import type { MessageSetting } from '#cases/inbox/outside.contract.ts'
import { Field } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { ProblemNotice } from '#console/kit/notices.tsx'
import { useSaveSetting, useSetting } from './template-calls.ts'
import { Refused } from './template-form.tsx'

function Form({ setting }: { setting: MessageSetting }) {
  const { t } = useWords()
  const save = useSaveSetting()
  const [quiet, setQuiet] = useState(setting.quiet !== null)
  const [from, setFrom] = useState(setting.quiet?.from ?? '21:00')
  const [until, setUntil] = useState(setting.quiet?.until ?? '08:00')
  const time = (label: string, value: string, change: (value: string) => void) => (
    <Field label={label}>
      {control => (
        <Input
          {...control}
          type="time"
          required
          disabled={!quiet}
          value={value}
          onChange={event => change(event.target.value)}
        />
      )}
    </Field>
  )
  return (
    <form
      className="stack-tight"
      onSubmit={event => {
        event.preventDefault()
        save.mutate({ quiet: quiet ? { from, until } : null, version: setting.version })
      }}
    >
      {save.error && <Refused error={save.error} />}
      <Checkbox checked={quiet} onChange={event => setQuiet(event.target.checked)}>
        {t('inbox:quiet.label')}
      </Checkbox>
      <div className="row" style={{ alignItems: 'center' }}>
        {time(t('inbox:quiet.from'), from, setFrom)}
        {time(t('inbox:quiet.until'), until, setUntil)}
        <Button htmlType="submit" loading={save.isPending}>
          {t('inbox:template.save')}
        </Button>
      </div>
      <p className="small quiet">{save.isSuccess ? t('inbox:template.saved') : t('inbox:quiet.note')}</p>
    </form>
  )
}

/** When citizens get no short messages. */
export function QuietHours() {
  const { t } = useWords()
  const setting = useSetting()
  return (
    <section className="panel stack-tight" aria-label={t('inbox:quiet.title')}>
      <h2>{t('inbox:quiet.title')}</h2>
      {setting.error && <ProblemNotice error={setting.error} />}
      {setting.data && <Form key={setting.data.version} setting={setting.data} />}
    </section>
  )
}
