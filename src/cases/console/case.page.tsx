import { Alert, Tag } from 'antd'
import { AttachmentsPanel } from '#cases/attachments/console/attachments-panel.tsx'
import { JointPanel } from '#cases/joint/console/joint-panel.tsx'
import { TogetherPanel } from '#cases/repeats/console/together-panel.tsx'
import { CorrectCaller } from '#cases/rights/console/correct-caller.tsx'
import { SupervisionBanner } from '#cases/supervision/console/supervision-banner.tsx'
import { CaseTimeline } from '#console/kit/case-timeline.tsx'
import { useWords } from '#console/kit/language.ts'
import { Loading, ProblemNotice } from '#console/kit/notices.tsx'
import { StateTag, UrgencyTag } from '#console/kit/state-tag.tsx'
import { usePathParameter } from '#console/kit/use-search.ts'
import { useCase } from './case-calls.ts'
import { CaseFacts } from './case-facts.tsx'
import { useCaseWork } from './case-work.tsx'

/** One case: the words, the facts, the advice with its reasons, everything that happened, what may be done now. */
export function Page() {
  const { t } = useWords()
  const found = useCase(usePathParameter('caseId'))
  const work = useCaseWork(found.data)
  if (found.error) return <ProblemNotice error={found.error} retry={() => void found.refetch()} />
  if (!found.data || !work) return <Loading rows={10} />
  const of = found.data
  return (
    <div className="columns">
      <div className="stack">
        <SupervisionBanner of={of} />
        <section className="panel stack-tight">
          <div className="row-between">
            <div className="row">
              <h2 className="number">{of.code}</h2>
              <StateTag state={of.state} disposition={of.disposition} />
              <UrgencyTag urgency={of.urgency} />
              {of.generated && <Tag variant="outlined">{t('kit:generated')}</Tag>}
            </div>
          </div>
          {of.subject && <strong>{of.subject}</strong>}
          {work.text}
          {of.actions.length > 0 ? (
            <div className="actions-bar">{work.actions}</div>
          ) : (
            <Alert type="info" title={t('cases:no-actions')} />
          )}
        </section>
        <section className="panel stack-tight">
          <h2>{t('cases:facts')}</h2>
          <CaseFacts of={of} />
          <CorrectCaller of={of} />
        </section>
        <AttachmentsPanel caseId={of.caseId} />
      </div>
      <div className="stack">
        {work.advice}
        <JointPanel of={of} />
        <TogetherPanel of={of} onMerge={work.merge} />
        <section className="panel stack-tight">
          <h2>{t('cases:timeline')}</h2>
          <CaseTimeline events={of.timeline} />
        </section>
      </div>
      {work.drawer}
    </div>
  )
}
