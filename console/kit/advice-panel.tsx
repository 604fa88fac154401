import { Alert, Button, Skeleton, Tag } from 'antd'
import type { z } from 'zod'
import type { adviceAnswer, candidate as candidateShape } from '#cases/advice.contract.ts'
import { ReportAlarm } from '#kernel/alarm/console/report-alarm.tsx'
import { type Advice, AdviceEvidence } from './advice-evidence.tsx'
import { AdviceFile } from './advice-file.tsx'
import { AiContent } from './ai-content.tsx'
import { useCityNames } from './city.ts'
import { Confidence } from './confidence.tsx'
import { verdictOf } from './evidence.rules.ts'
import { useWords } from './language.ts'
import { ProblemNotice } from './notices.tsx'
import { Keys } from './shortcut.tsx'
import type { AdviceUse } from './use-advice.ts'
import { useKeys } from './use-keys.ts'
import './advice.css'

export type Candidate = z.infer<typeof candidateShape>

interface Props {
  answer: z.infer<typeof adviceAnswer> | undefined
  /** The text the advice is about, for marking the words. */
  text: string
  use: AdviceUse
  loading: boolean
  problem?: unknown
  /** The department in the form now. */
  chosen: string | null
  /** The case it is about; a draft has none. */
  caseId?: string
  /** Absent where the reader cannot act: then the advice is shown only. */
  onChoose?(candidate: Candidate): void
  onReject?(): void
  onAskPerson?(): void
}

/** Advice with confidence and evidence; adopting, amending, rejecting, asking a person. The choice stays the person's. */
export function AdvicePanel(props: Props) {
  const { t } = useWords()
  const { answer, loading, problem } = props
  const advice = answer?.advice ?? null
  return (
    <section className="panel advice stack-tight" aria-live="polite" aria-label={t('kit:advice.title')}>
      <div className="advice-head">
        <h2>{t('kit:advice.title')}</h2>
        <Tag variant="outlined">{t('kit:advice.ai')}</Tag>
      </div>
      {problem ? <ProblemNotice error={problem} /> : <Body {...props} advice={advice} />}
      {loading && <span className="visually-hidden">{t('kit:advice.thinking')}</span>}
    </section>
  )
}

function Body(props: Props & { advice: Advice | null }) {
  const { t } = useWords()
  const { answer, advice, loading } = props
  if (!answer)
    return loading ? (
      <div className="advice-wait">
        <Skeleton active title={false} paragraph={{ rows: 5 }} />
      </div>
    ) : (
      <p className="quiet">{t('kit:advice.none-yet')}</p>
    )
  if (answer.blind && !advice)
    return (
      <Alert type="info" showIcon title={t('kit:advice.blind')} description={t('kit:advice.blind-why')} />
    )
  if (answer.pending && !advice)
    return (
      <div className="advice-wait" role="status">
        <p className="quiet">{t('kit:advice.pending')}</p>
        <Skeleton active title={false} paragraph={{ rows: 4 }} />
      </div>
    )
  if (!advice) return <p className="quiet">{t('kit:advice.nothing')}</p>
  return <Shown {...props} advice={advice} />
}

function Shown(props: Props & { advice: Advice }) {
  const { t } = useWords()
  const { advice, use } = props
  const advised = advice.outcome === 'advised'
  const reason = advice.reason ?? advice.outcome
  useKeys([{ keys: 'alt+e', label: 'kit:keys.evidence', run: use.toggle }])
  return (
    <>
      <AiContent label={advice.label}>
        {!advised && (
          <Alert
            type="warning"
            showIcon
            title={t(`kit:outcome.${advice.outcome}`)}
            description={t(`kit:reason.${reason}`, { defaultValue: t('kit:reason.other', { reason }) })}
          />
        )}
        {advice.value && <Candidates {...props} />}
      </AiContent>
      <div className="row">
        <Button size="small" onClick={use.toggle} aria-expanded={use.open}>
          {t(use.open ? 'kit:advice.hide-why' : 'kit:advice.why')} <Keys of="alt+e" />
        </Button>
        {props.onReject && advice.value && (
          <Button size="small" onClick={props.onReject}>
            {t('kit:advice.reject')}
          </Button>
        )}
        {props.onAskPerson && (
          <Button size="small" onClick={props.onAskPerson}>
            {t('kit:advice.ask-person')}
          </Button>
        )}
        {props.caseId && <AdviceFile caseId={props.caseId} />}
        <ReportAlarm decisionId={advice.decisionId} />
      </div>
      {use.open && (
        <AiContent label={advice.label}>
          <AdviceEvidence advice={advice} text={props.text} />
        </AiContent>
      )}
    </>
  )
}

function Candidates({ advice, chosen, onChoose }: Props & { advice: Advice }) {
  const { t } = useWords()
  const names = useCityNames()
  const candidates = advice.value?.candidates ?? []
  // Unsure advice is shown, but not offered for one key: nobody should take it without a look.
  const byKey = advice.outcome === 'advised' && onChoose !== undefined
  useKeys(
    candidates.map((one, index) => ({
      keys: `alt+${index + 1}`,
      label: index === 0 ? 'kit:keys.adopt' : 'kit:keys.amend',
      run: () => byKey && onChoose?.(one),
    })),
  )
  const verdict = verdictOf(candidates, chosen)
  const wordOf = (one: Candidate, index: number) => {
    if (one.departmentId === chosen) return 'kit:advice.chosen'
    if (advice.outcome !== 'advised') return 'kit:advice.choose'
    return index === 0 ? 'kit:advice.adopt' : 'kit:advice.amend'
  }
  return (
    <>
      <div>
        {candidates.map((one, index) => (
          <div
            key={one.departmentId}
            className={`candidate ${one.departmentId === chosen ? 'candidate-chosen' : ''}`}
          >
            <div>
              <div className="candidate-name">{names.department(one.departmentId)}</div>
              {one.dutyId && <div className="small quiet">{names.duty(one.dutyId)}</div>}
            </div>
            {onChoose && (
              <Button
                type={index === 0 && advice.outcome === 'advised' && chosen === null ? 'primary' : 'default'}
                size="small"
                onClick={() => onChoose(one)}
                disabled={one.departmentId === chosen}
              >
                {t(wordOf(one, index))}{' '}
                {byKey && one.departmentId !== chosen && <Keys of={`alt+${index + 1}`} />}
              </Button>
            )}
            <Confidence value={one.confidence} />
          </div>
        ))}
      </div>
      <p className="small quiet">{t(`kit:method.${advice.value?.method}`)}</p>
      {verdict && (
        <p className="small">{t(`kit:verdict-now.${verdict}`, { name: names.department(chosen) })}</p>
      )}
    </>
  )
}
