import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useWords } from '#console/kit/language.ts'
import { Moment } from '#console/kit/moments.tsx'
import { ProblemNotice } from '#console/kit/notices.tsx'
import { useMay } from '#console/kit/session.ts'
import { Sure } from '#console/kit/sure.tsx'
import { type Tone, ToneTag } from '#console/kit/tone.tsx'
import type { AlarmItem } from '#kernel/alarm/alarm.contract.ts'
import { useGuardWords } from '#kernel/guard/console/finding-words.tsx'
import { useEndException } from './alarm-calls.ts'
import { useHiddenWords } from './hidden-words.ts'
import { RuleForm } from './rule-form.tsx'

const tones: Record<AlarmItem['state'], Tone> = { open: 'new', upheld: 'good', rejected: 'calm' }

function Exception({ of }: { of: NonNullable<AlarmItem['exception']> }) {
  const { t } = useWords()
  const edits = useMay('guard:edit')
  const end = useEndException()
  const what = t(`alarm:exception.${of.effect}-${of.by}`, { before: of.before ?? '' })
  if (of.endedAt)
    return (
      <p className="small quiet">
        {what} {t('alarm:ended')} <Moment at={of.endedAt} />
      </p>
    )
  return (
    <div className="stack-tight">
      <div className="row-between">
        <span className="small">{what}</span>
        {edits && (
          <Sure title={t('alarm:end-sure')} yes={t('alarm:end')} onYes={() => end.mutate(of.exceptionId)}>
            <Button size="small" loading={end.isPending}>
              {t('alarm:end')}
            </Button>
          </Sure>
        )}
      </div>
      {end.error && <ProblemNotice error={end.error} />}
    </div>
  )
}

/** One alarm: what was said to be wrong, in its surroundings with identities hidden, and the ruling or the form for it. */
export function AlarmItemView({ item, title }: { item: AlarmItem; title: string }) {
  const { t } = useWords()
  const words = useGuardWords()
  const spoken = useHiddenWords()
  const opens = useMay('decisions:read')
  const edits = useMay('guard:edit')
  const at = <Moment at={item.at} />
  return (
    <li className="panel stack-tight">
      <div className="row-between">
        <span className="row">
          {opens ? (
            <Link to={`/decisions/${item.decisionId}`} className="linklike number">
              {at}
            </Link>
          ) : (
            <span className="number">{at}</span>
          )}
          <strong>
            {t(`alarm:claims.${item.claim}`)} ·{' '}
            {item.about === 'attack' ? t('alarm:attack') : words.type(item.about)}
          </strong>
        </span>
        <ToneTag tone={tones[item.state]}>{t(`alarm:state.${item.state}`)}</ToneTag>
      </div>
      <span className="small quiet">{title}</span>
      <p className="alarm-text">
        {item.text ? (
          <>
            {spoken(item.text.before)}
            <mark>{spoken(item.text.words)}</mark>
            {spoken(item.text.after)}
          </>
        ) : (
          <span className="quiet">{t('alarm:erased')}</span>
        )}
      </p>
      {item.why && (
        <p className="small">
          <span className="quiet">{t('alarm:why')}：</span>
          {spoken(item.why)}
        </p>
      )}
      {item.ruledAt && (
        <p className="small">
          <span className="quiet">
            {t('alarm:ruling')} <Moment at={item.ruledAt} />：
          </span>
          {item.ruling}
        </p>
      )}
      {item.exception && <Exception of={item.exception} />}
      {item.state === 'open' && edits && <RuleForm item={item} />}
    </li>
  )
}
