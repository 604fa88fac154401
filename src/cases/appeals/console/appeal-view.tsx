import { Link } from '@tanstack/react-router'
import { Alert } from 'antd'
import { useCityNames } from '#console/kit/city.ts'
import { useWords } from '#console/kit/language.ts'
import { DueText, Moment } from '#console/kit/moments.tsx'
import { useMay } from '#console/kit/session.ts'
import { StateTag } from '#console/kit/state-tag.tsx'
import type { Appeal } from '../appeal.contract.ts'
import { AppealForm } from './appeal-form.tsx'

function Answer({ one }: { one: Appeal }) {
  const { t } = useWords()
  const names = useCityNames()
  return (
    <section className="panel stack-tight">
      <h2>{t(`appeals:outcome.${one.outcome!}`)}</h2>
      {one.outcome !== 'lapsed' && <p className="said">{one.finding ?? t('kit:masked')}</p>}
      {one.correctedDepartmentId && (
        <p>{t('appeals:belongs', { department: names.department(one.correctedDepartmentId) })}</p>
      )}
      <p className="small quiet">
        {one.decidedByName} {one.decidedAt && <Moment at={one.decidedAt} />}
      </p>
    </section>
  )
}

/** One objection: what the citizen says, the matter and the decision behind it, and the answer or the form for it. */
export function AppealView({ one }: { one: Appeal }) {
  const { t } = useWords()
  const names = useCityNames()
  const mayTrace = useMay('decisions:read')
  const algorithm = t(`breaker:algorithm.${one.algorithm}`, { defaultValue: one.algorithm })
  return (
    <div className="stack">
      <section className="panel stack-tight">
        <div className="row-between">
          <Link to={`/cases/${one.caseId}`} className="linklike number">
            {one.code}
          </Link>
          <StateTag state={one.state} disposition={null} />
        </div>
        {one.subject && <strong>{one.subject}</strong>}
        <dl className="facts">
          <dt>{t('appeals:fact.kind')}</dt>
          <dd>{t(`appeals:kind.${one.kind}`)}</dd>
          <dt>{t('appeals:fact.made')}</dt>
          <dd>
            <Moment at={one.madeAt} />
          </dd>
          {!one.outcome && (
            <>
              <dt>{t('appeals:column.due')}</dt>
              <dd>
                <DueText at={one.dueAt} closed={false} />
              </dd>
            </>
          )}
          <dt>{t('appeals:fact.with')}</dt>
          <dd>{names.department(one.departmentId) || t('appeals:with-nobody')}</dd>
          <dt>{t('appeals:fact.decision')}</dt>
          <dd>
            {mayTrace ? (
              <Link to={`/decisions/${one.decisionId}/trace`} className="linklike">
                {algorithm}
              </Link>
            ) : (
              algorithm
            )}
          </dd>
        </dl>
        <h2>{t('appeals:ground')}</h2>
        <p className="said">{one.ground ?? t('kit:masked')}</p>
      </section>
      {one.outcome && <Answer one={one} />}
      {one.mayDecide && <AppealForm one={one} />}
      {one.hindrance && !one.outcome && (
        <Alert type="info" showIcon title={t(`appeals:hindrance.${one.hindrance}`)} />
      )}
    </div>
  )
}
