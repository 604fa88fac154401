import { useMutation } from '@tanstack/react-query'
import { App, Button, Input, Segmented } from 'antd'
import { useState } from 'react'
import { saveFile } from '#console/kit/client.ts'
import { Field, labelOf } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { ProblemNotice } from '#console/kit/notices.tsx'
import { FormDrawer, SendForm } from '#console/kit/send-form.tsx'
import { useMay } from '#console/kit/session.ts'
import { ToneTag } from '#console/kit/tone.tsx'
import { type Audience, audiences, type Incident, languages } from '../incident.contract.ts'
import { useIncidentAct } from './incident-calls.ts'

type Text = Incident['texts'][number]

/** The moment as a field of the browser takes it, in its own zone. */
function localMoment(at: Date): string {
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

function SentDrawer({ of, text, onClose }: { of: Incident; text: Text; onClose(): void }) {
  const { t } = useWords()
  const sent = useIncidentAct(of.incidentId, 'sent')
  const [channel, setChannel] = useState('')
  const [at, setAt] = useState(() => localMoment(new Date()))
  const isReady = channel.trim().length >= 2 && at !== ''
  const { audience, language } = text
  const send = () =>
    isReady &&
    sent.mutate(
      { audience, language, channel: channel.trim(), at: new Date(at).toISOString() },
      { onSuccess: onClose },
    )
  return (
    <FormDrawer title={t('incidents:text.sent')} onClose={onClose}>
      <SendForm
        verb="incidents:text.record-sent"
        send={send}
        pending={sent.isPending}
        error={sent.error}
        disabled={!isReady}
      >
        <Field label={t('incidents:text.channel')} note={t('incidents:text.channel-note')}>
          {control => (
            <Input
              {...control}
              value={channel}
              maxLength={200}
              onChange={event => setChannel(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('incidents:text.sent-at')}>
          {control => (
            <Input
              {...control}
              type="datetime-local"
              value={at}
              onChange={event => setAt(event.target.value)}
            />
          )}
        </Field>
      </SendForm>
    </FormDrawer>
  )
}

function TextEditor({ of, text }: { of: Incident; text: Text }) {
  const { t } = useWords()
  const { message } = App.useApp()
  const may = useMay('incidents:handle')
  const save = useIncidentAct(of.incidentId, 'texts')
  const [edited, setEdited] = useState<string>()
  const [isSending, setSending] = useState(false)
  const { audience, language, version } = text
  const words = edited ?? text.words
  const file = useMutation({
    mutationFn: () =>
      saveFile({ path: `/api/incidents/${of.incidentId}/texts/${audience}/${language}/document` }),
  })
  const copy = async () => {
    // Browsers give no clipboard to pages that came without TLS.
    const hasClipboard = window.isSecureContext
    if (hasClipboard) await navigator.clipboard.writeText(words)
    void message.info(t(hasClipboard ? 'incidents:text.copied' : 'incidents:text.copy-by-hand'))
  }
  return (
    <>
      <Input.TextArea
        aria-label={t(`incidents:audience.${audience}`)}
        autoSize={{ minRows: 8, maxRows: 22 }}
        maxLength={20_000}
        readOnly={!may}
        value={words}
        onChange={event => setEdited(event.target.value)}
      />
      {save.error && <ProblemNotice error={save.error} kept />}
      {file.error && <ProblemNotice error={file.error} />}
      <div className="row">
        {may && (
          <Button
            type="primary"
            disabled={edited === undefined || edited.trim().length < 2}
            loading={save.isPending}
            onClick={() =>
              save.mutate(
                { audience, language, basedOn: version, words },
                { onSuccess: () => setEdited(undefined) },
              )
            }
          >
            {t('incidents:text.save')}
          </Button>
        )}
        <Button onClick={() => void copy()}>{t('incidents:text.copy')}</Button>
        <Button onClick={() => file.mutate()} loading={file.isPending} disabled={edited !== undefined}>
          {t('incidents:text.download')}
        </Button>
        {may && <Button onClick={() => setSending(true)}>{t('incidents:text.sent')}</Button>}
      </div>
      {isSending && <SentDrawer of={of} text={text} onClose={() => setSending(false)} />}
    </>
  )
}

/** What is told to whom: drafts from the facts, as people edited them, and that they were sent. */
export function TextsPanel({ of }: { of: Incident }) {
  const { t, language: own } = useWords()
  const [audience, setAudience] = useState<Audience>('regulator')
  const [language, setLanguage] = useState<(typeof languages)[number]>(own === 'en' ? 'en' : 'zh')
  const text = of.texts.find(one => one.audience === audience && one.language === language)
  return (
    <section className="panel stack-tight">
      <div className="row-between">
        <h2 id={labelOf('texts')}>{t('incidents:section.texts')}</h2>
        <ToneTag tone={text?.version === 0 ? 'warning' : 'calm'}>
          {t(text?.version === 0 ? 'incidents:text.draft' : 'incidents:text.edited')}
        </ToneTag>
      </div>
      <p className="quiet small">{t('incidents:text.note')}</p>
      <Segmented<Audience>
        aria-label={t('incidents:text.audience')}
        value={audience}
        onChange={setAudience}
        options={audiences.map(value => ({ value, label: t(`incidents:audience.${value}`) }))}
      />
      <Segmented<(typeof languages)[number]>
        aria-label={t('incidents:text.language')}
        value={language}
        onChange={setLanguage}
        options={languages.map(value => ({ value, label: t(`incidents:language.${value}`) }))}
      />
      {text && <TextEditor key={`${audience} ${language}`} of={of} text={text} />}
    </section>
  )
}
