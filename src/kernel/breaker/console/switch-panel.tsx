import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useWords } from '#console/kit/language.ts'
import { Moment } from '#console/kit/moments.tsx'
import { ProblemNotice } from '#console/kit/notices.tsx'
import { ToneTag } from '#console/kit/tone.tsx'
import type { BreakerBoard } from '../breaker.contract.ts'
import { useSwitch } from './breaker-calls.ts'

function OffForm({ algorithms }: { algorithms: readonly string[] }) {
  const { t } = useWords()
  const { off } = useSwitch()
  const [algorithm, setAlgorithm] = useState<string>()
  const [reason, setReason] = useState('')
  const ready = algorithm !== undefined && reason.trim().length >= 2
  const send = () => {
    if (ready) off.mutate({ algorithm, reason: reason.trim() }, { onSuccess: () => setReason('') })
  }
  return (
    <form
      className="stack-tight"
      onSubmit={event => {
        event.preventDefault()
        send()
      }}
    >
      <div className="filters">
        <Select
          aria-label={t('breaker:switch.what')}
          placeholder={t('breaker:switch.what')}
          value={algorithm}
          onChange={setAlgorithm}
          popupMatchSelectWidth={false}
          options={['*', ...algorithms].map(value => ({
            value,
            label:
              value === '*' ? t('breaker:all-ai') : t(`breaker:algorithm.${value}`, { defaultValue: value }),
          }))}
        />
        <Input
          aria-label={t('breaker:switch.reason')}
          placeholder={t('breaker:switch.reason')}
          value={reason}
          maxLength={500}
          onChange={event => setReason(event.target.value)}
        />
        <Button danger htmlType="submit" disabled={!ready} loading={off.isPending}>
          {t('breaker:switch.off')}
        </Button>
      </div>
      {off.error && <ProblemNotice error={off.error} />}
    </form>
  )
}

/** What is off by hand, and the switch: off by one, on again by two. */
export function SwitchPanel({ of, may }: { of: BreakerBoard; may: boolean }) {
  const { t } = useWords()
  const { on } = useSwitch()
  const algorithms = [...new Set(['cases.classify', 'cases.dispatch', ...of.rows.map(one => one.algorithm)])]
  return (
    <section className="panel stack-tight">
      <h2>{t('breaker:section.switch')}</h2>
      <p className="quiet">{t('breaker:switch-note')}</p>
      <ul className="plain-list stack-tight">
        {of.switches.map(one => (
          <li key={one.algorithm} className="row-between">
            <span>
              <ToneTag tone="bad">{t('breaker:off')}</ToneTag>{' '}
              <strong>
                {one.algorithm === '*'
                  ? t('breaker:all-ai')
                  : t(`breaker:algorithm.${one.algorithm}`, { defaultValue: one.algorithm })}
              </strong>{' '}
              {one.reason}{' '}
              <span className="small quiet">
                <Moment at={one.offAt} /> {one.onAskedBy !== null && t('breaker:on-asked')}
              </span>
            </span>
            {may && (
              <Button loading={on.isPending} onClick={() => on.mutate(one.algorithm)}>
                {t(one.onAskedBy === null ? 'breaker:switch.ask-on' : 'breaker:switch.confirm-on')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {on.error && <ProblemNotice error={on.error} />}
      {may && <OffForm algorithms={algorithms} />}
    </section>
  )
}
