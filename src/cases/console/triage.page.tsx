import { ContestedPanel } from '#cases/disputes/console/contested-panel.tsx'
import { CaseFilters } from '#console/kit/case-filters.tsx'
import { useWords } from '#console/kit/language.ts'
import { useMay } from '#console/kit/session.ts'
import { useFilters } from '#console/kit/use-search.ts'
import { Queue } from './queue.tsx'
import { StateTabs } from './state-tabs.tsx'

const states = ['reported', 'accepted', 'verifying'] as const

/** The dispatcher's queue: what waits for a department, and what waits to be verified. */
export function Page() {
  const { t } = useWords()
  const [search] = useFilters()
  const mayReadContested = useMay('cases:disputes')
  const state = states.find(one => one === search.state) ?? 'reported'
  return (
    <Queue
      filter={{ ...search, state }}
      hide={state === 'verifying' ? [] : ['department']}
      empty={{ title: t(`cases:triage.empty-${state}`), next: t('cases:triage.empty-next') }}
      head={
        <>
          {mayReadContested && <ContestedPanel />}
          <div className="row-between">
            <StateTabs states={states} chosen={state} counted />
            <CaseFilters show={['words', 'nature', 'urgency', 'regionId', 'overdue']} />
          </div>
        </>
      }
    />
  )
}
