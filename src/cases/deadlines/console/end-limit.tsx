import { App, Modal } from 'antd'
import { useState } from 'react'
import type { LimitRule } from '#cases/limits.contract.ts'
import { Field } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { ProblemNotice } from '#console/kit/notices.tsx'
import { today } from '#console/kit/today.ts'
import { DayField } from './day-field.tsx'
import { useEndLimit } from './limit-calls.ts'

/** Ends a rule on a day. */
export function EndLimit({ of, name, onClose }: { of: LimitRule; name: string; onClose(): void }) {
  const { t } = useWords()
  const { message } = App.useApp()
  const [validTo, setValidTo] = useState([of.validFrom, today()].toSorted().at(-1) ?? '')
  const end = useEndLimit()
  return (
    <Modal
      open
      title={t('deadlines:end-of', { what: name })}
      okText={t('deadlines:end')}
      okButtonProps={{ danger: true, loading: end.isPending, disabled: validTo === '' }}
      onCancel={onClose}
      onOk={() =>
        end.mutate(
          { id: of.id, validTo },
          {
            onSuccess: () => {
              void message.success(t('deadlines:ended'))
              onClose()
            },
          },
        )
      }
    >
      <div className="stack-tight">
        <p>{t('deadlines:end-note')}</p>
        {end.error && <ProblemNotice error={end.error} kept />}
        <Field label={t('deadlines:field.validTo')}>
          {control => <DayField {...control} min={of.validFrom} value={validTo} onChange={setValidTo} />}
        </Field>
      </div>
    </Modal>
  )
}
