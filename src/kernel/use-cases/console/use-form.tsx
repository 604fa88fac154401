import { App, Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import { levels } from '#base/level.contract.ts'
import { Field } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { SendForm } from '#console/kit/send-form.tsx'
import { useDraft } from '#console/kit/use-draft.ts'
import type { NewUse, UseCase } from '../use-case.contract.ts'
import { useRecording } from './use-case-calls.ts'

const empty: NewUse = { task: '', dataLevel: 'L1', used: true, checked: false, checkedBy: null }

/** Records a use: what for, with which data, and whether it was checked before it went into the work. */
export function UseForm({ of }: { of: UseCase }) {
  const { t } = useWords()
  const { message } = App.useApp()
  const [draft, change, forget] = useDraft(`use.${of.useCaseId}`, empty)
  const [tried, setTried] = useState(false)
  const record = useRecording(of.useCaseId)
  const short = draft.task.trim().length < 2
  return (
    <section className="panel stack-tight" aria-label={t('use-cases:record')}>
      <h2>{t('use-cases:record')}</h2>
      <SendForm
        verb="use-cases:record"
        pending={record.isPending}
        error={record.error}
        send={() => {
          setTried(true)
          if (short) return
          record.mutate(draft, {
            onSuccess: () => {
              forget()
              setTried(false)
              void message.success(t('use-cases:recorded'))
            },
          })
        }}
      >
        <Field
          label={t('use-cases:field.task')}
          error={tried && short ? t('use-cases:fault.task') : undefined}
        >
          {control => (
            <Input
              {...control}
              maxLength={500}
              value={draft.task}
              onChange={event => change({ task: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('use-cases:field.level')}>
          {control => (
            <Select
              {...control}
              value={draft.dataLevel}
              onChange={dataLevel => change({ dataLevel })}
              options={levels
                .slice(0, levels.indexOf(of.dataLevel) + 1)
                .map(value => ({ value, label: t(`use-cases:level.${value}`) }))}
            />
          )}
        </Field>
        <Checkbox checked={draft.used} onChange={event => change({ used: event.target.checked })}>
          {t('use-cases:field.used')}
        </Checkbox>
        <Checkbox checked={draft.checked} onChange={event => change({ checked: event.target.checked })}>
          {t('use-cases:field.checked')}
        </Checkbox>
        {of.gate === 'two-humans-confirm' && (
          <Field label={t('use-cases:field.second')}>
            {control => (
              <Input
                {...control}
                maxLength={64}
                autoComplete="off"
                value={draft.checkedBy ?? ''}
                onChange={event => change({ checkedBy: event.target.value || null })}
              />
            )}
          </Field>
        )}
      </SendForm>
    </section>
  )
}
