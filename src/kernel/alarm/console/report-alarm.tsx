import { App, Button, Input, Segmented, Select } from 'antd'
import { useState } from 'react'
import { Field, labelOf } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { FormDrawer, SendForm } from '#console/kit/send-form.tsx'
import { useMay } from '#console/kit/session.ts'
import { type AlarmClaim, alarmClaims, alarmTopics } from '#kernel/alarm/alarm.contract.ts'
import { useGuardWords } from '#kernel/guard/console/finding-words.tsx'
import { useReportAlarm } from './alarm-calls.ts'

function ReportDrawer({ decisionId, onClose }: { decisionId: string; onClose(): void }) {
  const { t } = useWords()
  const { message } = App.useApp()
  const words = useGuardWords()
  const [claim, setClaim] = useState<AlarmClaim>('false-alarm')
  const [about, setAbout] = useState<string | null>(null)
  const [said, setSaid] = useState('')
  const [why, setWhy] = useState('')
  const [tried, setTried] = useState(false)
  const report = useReportAlarm()
  // A flagged text is meant whole; a value has to be named.
  const lacksWords = said.trim() === '' && about !== 'attack'
  const lacksWhy = why.trim().length < 2
  const send = () => {
    setTried(true)
    if (about === null || lacksWords || lacksWhy || report.isPending) return
    const body = { decisionId, claim, about, why, ...(said.trim() === '' ? {} : { words: said.trim() }) }
    report.mutate(body, {
      onSuccess: () => {
        void message.success(t('alarm:reported'))
        onClose()
      },
    })
  }
  const needed = (absent: boolean) => (tried && absent ? t('alarm:needed') : undefined)
  return (
    <FormDrawer title={t('alarm:report')} onClose={onClose}>
      <SendForm verb="alarm:send" send={send} pending={report.isPending} error={report.error}>
        <p className="small quiet">{t('alarm:report-note')}</p>
        <Field label={t('alarm:claim')}>
          {control => (
            <Segmented
              aria-labelledby={labelOf(control.id)}
              value={claim}
              options={alarmClaims.map(value => ({ value, label: t(`alarm:claims.${value}`) }))}
              onChange={setClaim}
            />
          )}
        </Field>
        <Field label={t('alarm:about')} error={needed(about === null)}>
          {control => (
            <Select
              {...control}
              value={about}
              placeholder={t('alarm:about-choose')}
              options={alarmTopics.map(value => ({
                value,
                label: value === 'attack' ? t('alarm:attack') : words.type(value),
              }))}
              onChange={setAbout}
            />
          )}
        </Field>
        <Field
          label={t('alarm:words')}
          note={t(about === 'attack' ? 'alarm:words-attack' : 'alarm:words-note')}
          error={needed(lacksWords)}
        >
          {control => (
            <Input.TextArea
              {...control}
              rows={3}
              maxLength={2000}
              value={said}
              onChange={event => setSaid(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('alarm:why')} error={needed(lacksWhy)}>
          {control => (
            <Input.TextArea
              {...control}
              rows={3}
              maxLength={1000}
              value={why}
              onChange={event => setWhy(event.target.value)}
            />
          )}
        </Field>
      </SendForm>
    </FormDrawer>
  )
}

/** For whoever meets what the guard found wrongly, or missed: a button that opens the report. */
export function ReportAlarm({ decisionId }: { decisionId: string }) {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  if (!useMay('guard:report')) return null
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t('alarm:report')}
      </Button>
      {open && <ReportDrawer decisionId={decisionId} onClose={() => setOpen(false)} />}
    </>
  )
}
