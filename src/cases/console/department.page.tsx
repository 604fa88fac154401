import { AssignedFilter } from '#cases/assignments/console/assigned-filter.tsx'
import { CaseFilters } from '#console/kit/case-filters.tsx'
import { useCityNames } from '#console/kit/city.ts'
import { useWords } from '#console/kit/language.ts'
import { useMay, useSession } from '#console/kit/session.ts'
import { useFilters } from '#console/kit/use-search.ts'
import { Queue } from './queue.tsx'
import { StateTabs } from './state-tabs.tsx'

const states = ['dispatched', 'handling', 'verifying', 'closed'] as const

/** What was sent to the own department, by what is to be done with it. */
export function Page() {
  const { t } = useWords()
  const names = useCityNames()
  const { departmentId } = useSession()
  const [search] = useFilters()
  const mayAssign = useMay('cases:assign')
  const state = states.find(one => one === search.state) ?? 'dispatched'
  return (
    <Queue
      filter={{ ...search, state, mine: 'true' }}
      hide={['department']}
      empty={{ title: t(`cases:department.empty-${state}`), next: t('cases:department.empty-next') }}
      head={
        <>
          {departmentId && <p className="quiet">{names.department(departmentId)}</p>}
          <div className="row-between">
            <StateTabs states={states} chosen={state} counted />
            {mayAssign && <AssignedFilter />}
            <CaseFilters show={['words', 'urgency', 'overdue']} />
          </div>
        </>
      }
    />
  )
}
