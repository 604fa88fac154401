import { Button, Input } from 'antd'
import { useState } from 'react'
import { Field } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { ProblemNotice } from '#console/kit/notices.tsx'
import type { AlarmItem } from '#kernel/alarm/alarm.contract.ts'
import { useRuleOnAlarm } from './alarm-calls.ts'

/** Upholding or rejecting one alarm, with the reason; how far the exception reaches where there is a choice. */
export function RuleForm({ item }: { item: AlarmItem }) {
  const { t } = useWords()
  const [reason, setReason] = useState('')
  const [before, setBefore] = useState('')
  const [tried, setTried] = useState(false)
  const rule = useRuleOnAlarm()
  const lacksReason = reason.trim().length < 2
  const mayReach = item.claim === 'false-alarm' && item.about !== 'attack'
  const send = (verdict: 'upheld' | 'rejected') => {
    setTried(true)
    if (lacksReason || rule.isPending) return
    const reach = verdict === 'upheld' && before.trim() !== '' ? { before: before.trim() } : {}
    rule.mutate({ alarmId: item.alarmId, verdict, reason, ...reach })
  }
  return (
    <div className="stack-tight">
      <div className="alarm-rule">
        <Field label={t('alarm:reason')} error={tried && lacksReason ? t('alarm:needed') : undefined}>
          {control => (
            <Input
              {...control}
              maxLength={1000}
              value={reason}
              onChange={event => setReason(event.target.value)}
            />
          )}
        </Field>
        {mayReach && (
          <Field label={t('alarm:before')} note={t('alarm:before-note')}>
            {control => (
              <Input
                {...control}
                maxLength={40}
                value={before}
                onChange={event => setBefore(event.target.value)}
              />
            )}
          </Field>
        )}
      </div>
      {rule.error && <ProblemNotice error={rule.error} kept />}
      <div className="row">
        <Button
          type="primary"
          disabled={item.text === null}
          loading={rule.isPending}
          onClick={() => send('upheld')}
        >
          {t('alarm:uphold')}
        </Button>
        <Button loading={rule.isPending} onClick={() => send('rejected')}>
          {t('alarm:reject')}
        </Button>
      </div>
    </div>
  )
}
