import { Alert, App, Button, Input } from 'antd'
import { useState } from 'react'
import { Field } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { Moment } from '#console/kit/moments.tsx'
import { ProblemNotice } from '#console/kit/notices.tsx'
import { useMay } from '#console/kit/session.ts'
import { type Tone, ToneTag } from '#console/kit/tone.tsx'
import type { LevelVersion } from '#kernel/levels/level-settings.contract.ts'
import { useRuleOnLevels } from './level-calls.ts'
import { LoosenedList } from './loosened-list.tsx'

const tones: Record<LevelVersion['state'], Tone> = {
  'in-force': 'good',
  superseded: 'calm',
  waiting: 'warning',
  refused: 'calm',
}

/** A change that protects less, for a second person to look at. */
export function WaitingChange({ of }: { of: LevelVersion }) {
  const { t } = useWords()
  const { message } = App.useApp()
  const mayRule = useMay('levels:edit')
  const [reason, setReason] = useState('')
  const rule = useRuleOnLevels()
  const send = (confirmed: boolean) =>
    rule.mutate(
      { number: of.number, confirmed, reason: reason.trim() },
      { onSuccess: () => void message.success(t(confirmed ? 'levels:confirmed' : 'levels:refused')) },
    )
  const ready = reason.trim().length >= 2 && !rule.isPending
  return (
    <Alert
      type="warning"
      showIcon
      title={t('levels:waiting', { number: of.number, account: of.madeByAccount ?? of.madeBy })}
      description={
        <div className="stack-tight">
          <p>{of.reason}</p>
          <LoosenedList of={of.loosens} />
          {mayRule && (
            <>
              <Field label={t('levels:ruling')}>
                {control => (
                  <Input
                    {...control}
                    maxLength={300}
                    value={reason}
                    onChange={event => setReason(event.target.value)}
                  />
                )}
              </Field>
              {rule.error && <ProblemNotice error={rule.error} kept />}
              <div className="row">
                <Button type="primary" disabled={!ready} onClick={() => send(true)}>
                  {t('levels:confirm')}
                </Button>
                <Button disabled={!ready} onClick={() => send(false)}>
                  {t('levels:refuse')}
                </Button>
              </div>
            </>
          )}
        </div>
      }
    />
  )
}

/** What the city changed, newest first. */
export function VersionsPanel({ of }: { of: readonly LevelVersion[] }) {
  const { t } = useWords()
  return (
    <section className="panel stack-tight">
      <h2>{t('levels:history')}</h2>
      {of.length === 0 ? (
        <p className="quiet">{t('levels:as-shipped')}</p>
      ) : (
        <ul className="plain-list stack-tight levels-history">
          {of.map(one => (
            <li key={one.number}>
              <div className="row">
                <strong>{t('levels:version', { number: one.number })}</strong>
                <ToneTag tone={tones[one.state]}>{t(`levels:state.${one.state}`)}</ToneTag>
              </div>
              <div>{one.reason}</div>
              <div className="small quiet">
                {one.madeByAccount ?? one.madeBy} · <Moment at={one.recordedAt} />
              </div>
              {one.loosens.length > 0 && <LoosenedList of={one.loosens} />}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
