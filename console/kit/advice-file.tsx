import { useMutation } from '@tanstack/react-query'
import { Button, Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import { type DocumentFormat, documentFormats } from '#kernel/label/label.contract.ts'
import { saveFile } from './client.ts'
import { Field } from './field.tsx'
import { useWords } from './language.ts'
import { FormDrawer, SendForm } from './send-form.tsx'
import { useMay } from './session.ts'

interface Omission {
  wanted: boolean
  receiver: string
  reason: string
  agreed: boolean
}

const none: Omission = { wanted: false, receiver: '', reason: '', agreed: false }

/** Who wants it without the visible label says for whom and why, and that the receiver agreed. */
function OmissionFields({ omission, change }: { omission: Omission; change(part: Partial<Omission>): void }) {
  const { t } = useWords()
  const { wanted, receiver, reason, agreed } = omission
  return (
    <>
      <Checkbox checked={wanted} onChange={event => change({ wanted: event.target.checked })}>
        {t('kit:advice-file.omit')}
      </Checkbox>
      {wanted && (
        <>
          <p className="small quiet">{t('kit:advice-file.omit-note')}</p>
          <Field label={t('kit:advice-file.receiver')}>
            {control => (
              <Input
                {...control}
                maxLength={200}
                value={receiver}
                onChange={event => change({ receiver: event.target.value })}
              />
            )}
          </Field>
          <Field label={t('kit:advice-file.reason')}>
            {control => (
              <Input.TextArea
                {...control}
                rows={2}
                maxLength={500}
                value={reason}
                onChange={event => change({ reason: event.target.value })}
              />
            )}
          </Field>
          <Checkbox checked={agreed} onChange={event => change({ agreed: event.target.checked })}>
            {t('kit:advice-file.agreed')}
          </Checkbox>
        </>
      )}
    </>
  )
}

function AdviceFileForm({ caseId, onDone }: { caseId: string; onDone(): void }) {
  const { t } = useWords()
  const mayOmit = useMay('labels:omit')
  const [format, setFormat] = useState<DocumentFormat>('docx')
  const [omission, setOmission] = useState(none)
  const { wanted, receiver, reason, agreed } = omission
  const complete = !wanted || (agreed && receiver.trim().length > 1 && reason.trim().length > 3)
  const save = useMutation({
    mutationFn: () =>
      saveFile({
        method: 'POST',
        path: `/api/cases/${caseId}/advice/document`,
        body: { format, ...(wanted ? { unlabelled: { receiver, reason, agreed } } : {}) },
      }),
    onSuccess: onDone,
  })
  return (
    <SendForm
      verb="kit:advice-file.send"
      send={() => complete && !save.isPending && save.mutate()}
      pending={save.isPending}
      error={save.error}
      disabled={!complete}
    >
      <p className="small quiet">{t('kit:advice-file.labelled')}</p>
      <Field label={t('kit:advice-file.format')}>
        {control => (
          <Select
            {...control}
            value={format}
            onChange={setFormat}
            options={documentFormats.map(value => ({ value, label: t(`kit:advice-file.formats.${value}`) }))}
          />
        )}
      </Field>
      {mayOmit && (
        <OmissionFields
          omission={omission}
          change={part => setOmission(before => ({ ...before, ...part }))}
        />
      )}
    </SendForm>
  )
}

/** Advice as a file with its labels; without the visible one for who may ask for that. */
export function AdviceFile({ caseId }: { caseId: string }) {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t('kit:advice-file.button')}
      </Button>
      {open && (
        <FormDrawer title={t('kit:advice-file.title')} onClose={() => setOpen(false)}>
          <AdviceFileForm caseId={caseId} onDone={() => setOpen(false)} />
        </FormDrawer>
      )}
    </>
  )
}
