import { App, Button, Modal } from 'antd'
import { useState } from 'react'
import type { Duty } from '#city/duty.contract.ts'
import { Field } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { ProblemNotice } from '#console/kit/notices.tsx'
import { useEndDuty } from './city-calls.ts'
import { DateField } from './date-field.tsx'

/** Ends a duty on a date; cases that have it keep it. */
export function EndDuty({ of }: { of: Duty }) {
  const { t } = useWords()
  const { message } = App.useApp()
  const [open, setOpen] = useState(false)
  const [validTo, setValidTo] = useState('')
  const end = useEndDuty(of.id)
  const early = validTo !== '' && validTo < of.validFrom
  const send = () => {
    if (validTo === '' || early) return
    end.mutate(
      { version: of.version, validTo },
      {
        onSuccess: () => {
          setOpen(false)
          void message.success(t('city:saved'))
        },
      },
    )
  }
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('city:end-duty')}</Button>
      <Modal
        open={open}
        title={t('city:end-duty')}
        okText={t('city:end-duty')}
        okButtonProps={{ danger: true, loading: end.isPending, disabled: validTo === '' || early }}
        onOk={send}
        onCancel={() => setOpen(false)}
      >
        <div className="stack-tight">
          <p>{t('city:end-note')}</p>
          {end.error && <ProblemNotice error={end.error} kept />}
          <Field label={t('city:field.validTo')} error={early ? t('city:fault.too-early') : undefined}>
            {control => <DateField {...control} min={of.validFrom} value={validTo} onChange={setValidTo} />}
          </Field>
        </div>
      </Modal>
    </>
  )
}
