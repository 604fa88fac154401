import { Link } from '@tanstack/react-router'
import { type ReactNode, useCallback, useState } from 'react'
import type { CaseSummary } from '#cases/case.contract.ts'
import { useWords } from '#console/kit/language.ts'
import { Loading, Nothing, ProblemNotice } from '#console/kit/notices.tsx'
import { StateTag, UrgencyTag } from '#console/kit/state-tag.tsx'
import { useCase } from './case-calls.ts'
import { CaseFacts } from './case-facts.tsx'
import { CaseList } from './case-list.tsx'
import { useCaseWork } from './case-work.tsx'

/** The chosen case beside its queue: words, advice and actions without leaving the list. */
function Beside({ chosen }: { chosen: CaseSummary }) {
  const { t } = useWords()
  const found = useCase(chosen.caseId)
  const work = useCaseWork(found.data)
  if (found.error) return <ProblemNotice error={found.error} retry={() => void found.refetch()} />
  if (!found.data || !work)
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
          <Link to={`/cases/${of.caseId}`} className="linklike number">
            {of.code}
          </Link>
          <span className="row" style={{ gap: 4 }}>
            <StateTag state={of.state} disposition={of.disposition} />
            <UrgencyTag urgency={of.urgency} />
          </span>
        </div>
        {of.subject && <strong>{of.subject}</strong>}
        <div className="beside-text">{work.text}</div>
        {work.actions}
      </section>
      {work.advice}
      <details className="panel">
        <summary>{t('cases:facts')}</summary>
        <CaseFacts of={of} />
      </details>
      {work.drawer}
    </div>
  )
}

interface Props {
  filter: Record<string, string>
  head: ReactNode
  empty: { title: string; next: string }
  hide?: readonly string[]
}

/** A queue one works through with the keyboard: `j`, `k` move, letters act, `Enter` opens the whole case. */
export function Queue({ filter, head, empty, hide }: Props) {
  const { t } = useWords()
  const [chosen, setChosen] = useState<CaseSummary | null>(null)
  const choose = useCallback((one: CaseSummary | null) => setChosen(one), [])
  return (
    <div className="stack">
      <div className="panel stack-tight">{head}</div>
      <div className="queue">
        <div className="panel">
          <CaseList
            filter={filter}
            onChoose={choose}
            hide={['reported', ...(hide ?? [])]}
            empty={<Nothing title={empty.title} next={empty.next} />}
          />
        </div>
        <aside tabIndex={-1} aria-label={t('cases:beside')} className="queue-beside">
          {chosen ? <Beside key={chosen.caseId} chosen={chosen} /> : null}
        </aside>
      </div>
    </div>
  )
}
