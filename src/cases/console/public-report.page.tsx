import { Button, Checkbox, Input } from 'antd'
import { useMemo, useState } from 'react'
import { publicPath } from '#cases/attachments/console/attachment-calls.ts'
import { PickFiles } from '#cases/attachments/console/pick-files.tsx'
import { UploadList } from '#cases/attachments/console/upload-list.tsx'
import { useUploads } from '#cases/attachments/console/use-uploads.ts'
import { ContactFields } from '#cases/inbox/console/contact-fields.tsx'
import { Field } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { newId } from '#console/kit/new-id.ts'
import { ProblemNotice } from '#console/kit/notices.tsx'
import { useDraft } from '#console/kit/use-draft.ts'
import { type CitizenDraft, citizenBody, citizenFaults, emptyReport } from './public.rules.ts'
import { usePublicReport } from './public-calls.ts'
import { PublicReported } from './public-reported.tsx'
import { ReporterFields } from './reporter-fields.tsx'

/** A citizen's report: the words are needed, everything else helps. */
export function Page() {
  const { t, language } = useWords()
  const start = useMemo(() => emptyReport(newId()), [])
  const [draft, change, forget] = useDraft('public', start)
  const [tried, setTried] = useState(false)
  const report = usePublicReport()
  const uploads = useUploads()
  const faults = tried ? citizenFaults(draft) : {}
  const fault = (name: keyof CitizenDraft) => (faults[name] ? t(faults[name]) : undefined)
  // The key is kept with the first change: the same form sent twice is one report.
  const set = (part: Partial<CitizenDraft>) => change({ key: draft.key, ...part })
  if (report.data)
    return (
      <>
        <PublicReported
          made={report.data}
          onAnother={() => {
            report.reset()
            uploads.clear()
            setTried(false)
            forget(emptyReport(newId()))
          }}
        />
        <UploadList uploads={uploads} />
      </>
    )
  return (
    <form
      className="stack"
      onSubmit={event => {
        event.preventDefault()
        setTried(true)
        set({})
        if (Object.keys(citizenFaults(draft)).length === 0 && !report.isPending)
          report.mutate(citizenBody(draft, language === 'en' ? 'en' : 'zh'), {
            onSuccess: made => {
              uploads.sendAll(publicPath(made.followUpCode))
              forget(emptyReport(newId()))
            },
          })
      }}
    >
      <h1 className="public-title">{t('cases:page.report')}</h1>
      {report.error && <ProblemNotice error={report.error} kept />}
      <Field label={t('cases:public.question')} error={fault('detail')}>
        {control => (
          <Input.TextArea
            {...control}
            autoFocus
            autoSize={{ minRows: 5, maxRows: 16 }}
            maxLength={20_000}
            value={draft.detail}
            placeholder={t('cases:public.question-hint')}
            onChange={event => set({ detail: event.target.value })}
          />
        )}
      </Field>
      <Field
        label={`${t('cases:public.address')} ${t('cases:optional')}`}
        note={t('cases:public.address-note')}
      >
        {control => (
          <Input
            {...control}
            autoComplete="street-address"
            maxLength={300}
            value={draft.address}
            onChange={event => set({ address: event.target.value })}
          />
        )}
      </Field>
      <Field
        label={`${t('cases:public.phone')} ${t('cases:optional')}`}
        error={fault('phone')}
        note={t('cases:public.phone-note')}
      >
        {control => (
          <Input
            {...control}
            inputMode="tel"
            autoComplete="tel"
            value={draft.phone}
            onChange={event => set({ phone: event.target.value })}
          />
        )}
      </Field>
      <Field label={`${t('cases:public.name')} ${t('cases:optional')}`}>
        {control => (
          <Input
            {...control}
            autoComplete="name"
            maxLength={50}
            disabled={draft.anonymous}
            value={draft.name}
            onChange={event => set({ name: event.target.value })}
          />
        )}
      </Field>
      <Checkbox checked={draft.anonymous} onChange={event => set({ anonymous: event.target.checked })}>
        {t('cases:public.anonymous')}
      </Checkbox>
      <ReporterFields draft={draft} change={set} tried={tried} />
      <ContactFields
        tell={draft.tell}
        address={draft.tellAddress}
        error={fault('tellAddress')}
        onChange={part => set(part)}
      />
      <PickFiles uploads={uploads} block />
      <Button type="primary" size="large" htmlType="submit" block loading={report.isPending}>
        {t('cases:public.send')}
      </Button>
    </form>
  )
}
