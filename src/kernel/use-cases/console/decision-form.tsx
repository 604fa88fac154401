import { App, Input, Segmented } from 'antd'
import { useState } from 'react'
import { DateField } from '#city/console/date-field.tsx'
import { Field } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { SendForm } from '#console/kit/send-form.tsx'
import type { UseCase } from '../use-case.contract.ts'
import { useDecision } from './use-case-calls.ts'

const dayAfter = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** A security officer approves until a day, with conditions, or refuses with a reason. */
export function DecisionForm({ of }: { of: UseCase }) {
  const { t } = useWords()
  const { message } = App.useApp()
  const [approve, setApprove] = useState(true)
  const [until, setUntil] = useState(() => dayAfter(180))
  const [conditions, setConditions] = useState('')
  const [tried, setTried] = useState(false)
  const decide = useDecision(of.useCaseId)
  const noDay = approve && until === ''
  const noReason = !approve && conditions.trim().length < 2
  return (
    <section className="panel stack-tight" aria-label={t('use-cases:decision')}>
      <h2>{t('use-cases:decision')}</h2>
      <SendForm
        verb={approve ? 'use-cases:approve' : 'use-cases:refuse'}
        pending={decide.isPending}
        error={decide.error}
        send={() => {
          setTried(true)
          if (noReason || noDay) return
          decide.mutate(
            approve ? { approve, validUntil: until, conditions } : { approve: false, conditions },
            { onSuccess: () => void message.success(t('use-cases:decided')) },
          )
        }}
      >
        <Segmented
          value={approve}
          aria-label={t('use-cases:decision')}
          options={[
            { value: true, label: t('use-cases:approve') },
            { value: false, label: t('use-cases:refuse') },
          ]}
          onChange={setApprove}
        />
        {approve && (
          <Field label={t('use-cases:field.until')} note={t('use-cases:field.until-note')}>
            {control => <DateField {...control} value={until} min={dayAfter(1)} onChange={setUntil} />}
          </Field>
        )}
        <Field
          label={t(approve ? 'use-cases:field.conditions' : 'use-cases:field.reason')}
          error={tried && noReason ? t('use-cases:fault.reason') : undefined}
        >
          {control => (
            <Input.TextArea
              {...control}
              rows={3}
              maxLength={2000}
              value={conditions}
              onChange={event => setConditions(event.target.value)}
            />
          )}
        </Field>
      </SendForm>
    </section>
  )
}
