import { Link } from '@tanstack/react-router'
import { Alert, Tag } from 'antd'
import type { ReactNode } from 'react'
import { useCityNames } from '#console/kit/city.ts'
import { nameIn, useWords } from '#console/kit/language.ts'
import { DueText, Moment } from '#console/kit/moments.tsx'
import { Loading, ProblemNotice } from '#console/kit/notices.tsx'
import { StateTag, UrgencyTag } from '#console/kit/state-tag.tsx'
import { ToneTag } from '#console/kit/tone.tsx'
import type { DisputeDetail } from '../dispute.contract.ts'
import { useDispute } from './dispute-calls.ts'
import { RulingForm } from './ruling-form.tsx'

function Side({
  title,
  who,
  at,
  text,
}: {
  title: string
  who: ReactNode
  at: string | null
  text: ReactNode
}) {
  return (
    <article className="passage">
      <div className="row-between">
        <strong>{title}</strong>
        <span className="small quiet">{at && <Moment at={at} />}</span>
      </div>
      <div className="small quiet">{who}</div>
      {text}
    </article>
  )
}

function Sides({ of }: { of: DisputeDetail }) {
  const { t } = useWords()
  const names = useCityNames()
  const masked = <p className="quiet">{t('kit:masked')}</p>
  return (
    <section className="stack-tight">
      <h2>{t('disputes:sides')}</h2>
      <Side
        title={t('disputes:side.objecting', { department: names.department(of.departmentId) })}
        who={of.openedByName}
        at={of.openedAt}
        text={
          <>
            {of.reason === null ? masked : <p className="said">{of.reason}</p>}
            <dl className="facts">
              <dt>{t('cases:field.proposedDepartmentId')}</dt>
              <dd>{names.department(of.proposedDepartmentId) || t('disputes:none-named')}</dd>
              {of.dutyId && (
                <>
                  <dt>{t('disputes:argued-duty')}</dt>
                  <dd>{names.duty(of.dutyId)}</dd>
                </>
              )}
              {of.legalBasis && (
                <>
                  <dt>{t('cases:field.legalBasis')}</dt>
                  <dd>{of.legalBasis}</dd>
                </>
              )}
            </dl>
          </>
        }
      />
      <Side
        title={t('disputes:side.sending')}
        who={of.sentByName}
        at={of.sentAt}
        text={
          of.sentNote ? (
            <p className="said">{of.sentNote}</p>
          ) : (
            <p className="quiet">{t('disputes:no-note')}</p>
          )
        }
      />
      {of.outcome && (
        <Side
          title={t(`disputes:outcome.${of.outcome}`)}
          who={
            <>
              {of.endedByName}
              {of.ruledDepartmentId && ` → ${names.department(of.ruledDepartmentId)}`}
            </>
          }
          at={of.endedAt}
          text={of.rulingReason && <p className="said">{of.rulingReason}</p>}
        />
      )}
    </section>
  )
}

function Duties({ of }: { of: DisputeDetail }) {
  const { t, language } = useWords()
  const names = useCityNames()
  if (of.duties.length === 0) return <p className="quiet">{t('disputes:no-duties')}</p>
  return of.duties.map(one => (
    <article key={one.id} className="passage">
      <div className="row-between">
        <strong>{nameIn(language, { name: one.title, nameEnglish: one.titleEnglish })}</strong>
        <span className="row" style={{ gap: 4 }}>
          {one.id === of.dutyId && <ToneTag tone="warning">{t('disputes:argued-duty')}</ToneTag>}
          <Tag variant="outlined">{names.department(one.hostDepartmentId) || t('disputes:by-district')}</Tag>
        </span>
      </div>
      {one.description && <p className="small said">{one.description}</p>}
      <p className="small quiet">
        {[
          one.legalBasis,
          t('disputes:workdays', { value: one.timeLimitWorkdays }),
          t('disputes:in-force', { from: one.validFrom }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </article>
  ))
}

/** One objection: the case, both sides, what the duty list says, closed cases like it, and the ruling. */
export function DisputeView({ id }: { id: string }) {
  const { t } = useWords()
  const names = useCityNames()
  const found = useDispute(id)
  if (found.error) return <ProblemNotice error={found.error} retry={() => void found.refetch()} />
  if (!found.data)
    return (
      <div className="panel">
        <Loading />
      </div>
    )
  const of = found.data
  return (
    <div className="stack">
      <section className="panel stack-tight">
        <div className="row-between">
          {of.visible ? (
            <Link to={`/cases/${of.caseId}`} className="linklike number">
              {of.code}
            </Link>
          ) : (
            <span className="number">{of.code}</span>
          )}
          <span className="row" style={{ gap: 4 }}>
            <StateTag state={of.state} disposition={null} />
            <UrgencyTag urgency={of.urgency} />
            {of.contested && <ToneTag tone="bad">{t('disputes:contested.tag')}</ToneTag>}
          </span>
        </div>
        {of.visible ? (
          <>
            {of.subject && <strong>{of.subject}</strong>}
            <p className="said beside-text">{of.detail ?? t('kit:masked-long')}</p>
            {!of.outcome && (
              <p className="small">
                {t('kit:column.due')} <DueText at={of.dueAt} closed={false} />{' '}
                <span className="quiet">{t('disputes:clock-runs')}</span>
              </p>
            )}
          </>
        ) : (
          <p className="quiet">{t('disputes:out-of-sight')}</p>
        )}
        <Sides of={of} />
      </section>
      {of.mayRule && (
        <div className="panel">
          <RulingForm key={of.disputeId} of={of} />
        </div>
      )}
      {of.hindrance && !of.outcome && (
        <Alert type="info" showIcon title={t(`disputes:hindrance.${of.hindrance}`)} />
      )}
      <section className="panel stack-tight">
        <h2>{t('disputes:duties')}</h2>
        <Duties of={of} />
      </section>
      {of.similar.length > 0 && (
        <section className="panel stack-tight">
          <h2>{t('disputes:similar')}</h2>
          {of.similar.map(one => (
            <article key={one.caseId} className="passage">
              <div className="row-between">
                <Link to={`/cases/${one.caseId}`} className="linklike number" target="_blank">
                  {one.code}
                </Link>
                <span className="small">{names.department(one.departmentId)}</span>
              </div>
              <p className="small said">{one.excerpt ?? t('kit:masked')}</p>
            </article>
          ))}
        </section>
      )}
    </div>
  )
}
