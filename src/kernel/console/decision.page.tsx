import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { AiContent } from '#console/kit/ai-content.tsx'
import { useWords } from '#console/kit/language.ts'
import { Loading, ProblemNotice } from '#console/kit/notices.tsx'
import { usePathParameter } from '#console/kit/use-search.ts'
import type { ContentPurpose } from '#kernel/kernel.contract.ts'
import { ReportAlarm } from '../alarm/console/report-alarm.tsx'
import { GuardSection } from '../guard/console/guard-section.tsx'
import { useDecision } from './decision-calls.ts'
import { DecisionActs, DecisionContent, DecisionFacts, DecisionLedger } from './decision-parts.tsx'

/** The record of one decision: what was decided, on what, what people made of it, and the proof. */
export function Page() {
  const { t } = useWords()
  const [purpose, setPurpose] = useState<ContentPurpose>()
  const found = useDecision(usePathParameter('decisionId'), purpose)
  if (found.error) return <ProblemNotice error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <Loading rows={10} />
  const of = found.data
  return (
    <div className="columns">
      <div className="stack">
        <section className="panel stack-tight">
          <h2>{t('kernel:section.decision')}</h2>
          <DecisionFacts of={of} />
        </section>
        <section className="panel stack-tight">
          <h2>{t('kernel:section.content')}</h2>
          <AiContent label={of.label}>
            <DecisionContent of={of} ask={setPurpose} />
          </AiContent>
        </section>
        <GuardSection decisionId={of.decisionId} />
        <div className="row">
          <Link to={`/decisions/${of.decisionId}/trace`} className="linklike">
            {t('trace:open')}
          </Link>
          <ReportAlarm decisionId={of.decisionId} />
        </div>
      </div>
      <div className="stack">
        <section className="panel stack-tight">
          <h2>{t('kernel:section.acts')}</h2>
          <DecisionActs of={of} />
        </section>
        <section className="panel stack-tight">
          <h2>{t('kernel:section.ledger')}</h2>
          <DecisionLedger of={of} />
        </section>
      </div>
    </div>
  )
}
