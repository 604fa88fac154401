import { Link } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import { useCityNames } from '#console/kit/city.ts'
import { useWords } from '#console/kit/language.ts'
import { Moment } from '#console/kit/moments.tsx'
import { ProblemNotice } from '#console/kit/notices.tsx'
import { Sure } from '#console/kit/sure.tsx'
import { ToneTag } from '#console/kit/tone.tsx'
import type { UseCase } from '../use-case.contract.ts'
import { DecisionForm } from './decision-form.tsx'
import { useUses, useWithdrawal } from './use-case-calls.ts'
import { riskTones, stateTones } from './use-case-tones.ts'
import { UseForm } from './use-form.tsx'

function Uses({ of }: { of: UseCase }) {
  const { t } = useWords()
  const found = useUses(of.useCaseId)
  const items = found.data?.items ?? []
  if (found.error) return <ProblemNotice error={found.error} />
  return (
    <section className="panel stack-tight">
      <h2>{t('use-cases:uses')}</h2>
      {items.length === 0 && <p className="quiet">{t('use-cases:no-uses')}</p>}
      <ul className="plain-list stack-tight">
        {items.map(one => (
          <li key={one.useId} className="row-between">
            <span>
              {one.task} <span className="small quiet">{one.person}</span>
            </span>
            <span className="small quiet">
              {one.dataLevel} · {t(one.used ? 'use-cases:was-used' : 'use-cases:was-not-used')} ·{' '}
              {t(one.checked ? 'use-cases:was-checked' : 'use-cases:was-not-checked')}
              {one.checkedBy && ` · ${one.checkedBy}`} · <Moment at={one.at} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Facts({ of }: { of: UseCase }) {
  const { t, language } = useWords()
  const names = useCityNames()
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 })
  const { figures } = of
  return (
    <dl className="facts">
      <dt>{t('use-cases:field.tool')}</dt>
      <dd>
        {of.tool} · {t(`use-cases:place.${of.toolPlace}`)}
      </dd>
      <dt>{t('use-cases:field.department')}</dt>
      <dd>{of.departmentId ? names.department(of.departmentId) : t('use-cases:everywhere')}</dd>
      <dt>{t('use-cases:field.level')}</dt>
      <dd>{t(`use-cases:level.${of.dataLevel}`)}</dd>
      <dt>{t('use-cases:field.harm')}</dt>
      <dd>{t(`use-cases:harm.${of.harm}`)}</dd>
      <dt>{t('use-cases:field.gate')}</dt>
      <dd>{t(`use-cases:gate.${of.gate}`)}</dd>
      <dt>{t('use-cases:field.requested')}</dt>
      <dd>
        {of.requestedBy} <Moment at={of.requestedAt} />
      </dd>
      {of.decidedAt && (
        <>
          <dt>{t(`use-cases:state.${of.state === 'withdrawn' ? 'approved' : of.state}`)}</dt>
          <dd>
            {of.decidedBy} <Moment at={of.decidedAt} />
          </dd>
        </>
      )}
      {of.validUntil && (
        <>
          <dt>{t('use-cases:field.until')}</dt>
          <dd>{of.validUntil}</dd>
        </>
      )}
      {of.conditions && (
        <>
          <dt>{t(of.state === 'refused' ? 'use-cases:field.reason' : 'use-cases:field.conditions')}</dt>
          <dd>{of.conditions}</dd>
        </>
      )}
      <dt>{t('use-cases:uses')}</dt>
      <dd>
        {t('use-cases:figures', {
          uses: figures.uses,
          people: figures.people,
          checked: figures.checked === null ? '–' : percent.format(figures.checked),
        })}
      </dd>
    </dl>
  )
}

/** One use case: what it is, how it was weighed and decided, what was done under it. */
export function UseCaseView({ of }: { of: UseCase }) {
  const { t } = useWords()
  const withdrawal = useWithdrawal(of.useCaseId)
  return (
    <div className="stack">
      <section className="panel stack-tight">
        <div className="row-between">
          <strong>{of.title}</strong>
          <span className="row" style={{ gap: 4 }}>
            <ToneTag tone={stateTones[of.state]}>{t(`use-cases:state.${of.state}`)}</ToneTag>
            <ToneTag tone={riskTones[of.risk]}>{t(`use-cases:risk.${of.risk}`)}</ToneTag>
          </span>
        </div>
        <p className="said">{of.purpose}</p>
        {of.daysLeft !== null && of.daysLeft <= 30 && (
          <Alert
            type={of.daysLeft < 0 ? 'error' : 'warning'}
            showIcon
            title={t(of.daysLeft < 0 ? 'use-cases:ended' : 'use-cases:ends-soon', { days: of.daysLeft })}
          />
        )}
        <Facts of={of} />
        {withdrawal.error && <ProblemNotice error={withdrawal.error} />}
        {of.mayWithdraw && (
          <div>
            <Sure
              title={t('use-cases:withdraw-sure')}
              yes={t('use-cases:withdraw')}
              onYes={() => withdrawal.mutate()}
            >
              <Button danger loading={withdrawal.isPending}>
                {t('use-cases:withdraw')}
              </Button>
            </Sure>
          </div>
        )}
      </section>
      {of.mayDecide && <DecisionForm key={of.useCaseId} of={of} />}
      {of.state === 'approved' && of.hindrance === null && <UseForm key={of.useCaseId} of={of} />}
      {of.state === 'approved' && of.hindrance === 'untrained' && (
        <Alert
          type="info"
          showIcon
          title={t('use-cases:hindrance.untrained')}
          action={
            <Link to="/use-cases/training" className="linklike">
              {t('use-cases:to-training')}
            </Link>
          }
        />
      )}
      {of.state === 'approved' && of.hindrance === 'other-department' && (
        <Alert type="info" showIcon title={t('use-cases:hindrance.other-department')} />
      )}
      <Uses of={of} />
    </div>
  )
}
