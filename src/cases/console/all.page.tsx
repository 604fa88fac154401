import { ListTools } from '#cases/board/console/list-tools.tsx'
import { SetFilters } from '#cases/board/console/set-filters.tsx'
import { CaseFilters } from '#console/kit/case-filters.tsx'
import { useWords } from '#console/kit/language.ts'
import { Nothing } from '#console/kit/notices.tsx'
import { useSession } from '#console/kit/session.ts'
import { useFilters } from '#console/kit/use-search.ts'
import { searchFields } from './all.rules.ts'
import { CaseList } from './case-list.tsx'

const facts = ['state', 'departmentId', 'regionId', 'nature', 'urgency', 'channel', 'overdue'] as const

/** Every case of the own scope, by code, words, phone, name, address or any fact; the search is an address. */
export function Page() {
  const { t } = useWords()
  const [search] = useFilters()
  const { actions } = useSession()
  return (
    <div className="stack">
      <div className="panel stack-tight">
        <div className="row-between">
          <CaseFilters show={searchFields(actions)} />
          <ListTools filter={search} />
        </div>
        <CaseFilters show={facts} />
        <SetFilters />
      </div>
      <div className="panel">
        <CaseList
          filter={search}
          empty={<Nothing title={t('cases:all.empty')} next={t('cases:all.empty-next')} />}
        />
      </div>
    </div>
  )
}
