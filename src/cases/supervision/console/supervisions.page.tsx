import { Link } from '@tanstack/react-router'
import { Segmented } from 'antd'
import { type ListedSupervision, supervisionShows } from '#cases/supervision/supervision.contract.ts'
import { useCityNames } from '#console/kit/city.ts'
import { useWords } from '#console/kit/language.ts'
import { DueText, Moment } from '#console/kit/moments.tsx'
import { Loading, Nothing, ProblemNotice } from '#console/kit/notices.tsx'
import { StateTag } from '#console/kit/state-tag.tsx'
import { useFilters } from '#console/kit/use-search.ts'
import { useSupervisions } from './supervision-calls.ts'
import { SupervisionState } from './supervision-state.tsx'

function Row({ one }: { one: ListedSupervision }) {
  const { t } = useWords()
  const names = useCityNames()
  return (
    <li className="panel stack-tight">
      <div className="row-between">
        <span className="row">
          <Link to={`/cases/${one.caseId}`} className="linklike number">
            {one.code}
          </Link>
          <SupervisionState of={one} />
          <StateTag state={one.caseState} disposition={null} />
          <span className="small quiet">{names.department(one.departmentId) || t('kit:no-department')}</span>
        </span>
        {one.endedAt ? (
          <span className="small quiet">
            <Moment at={one.endedAt} />
          </span>
        ) : (
          one.state === 'asked' && <DueText at={one.dueAt} closed={false} />
        )}
      </div>
      <strong>{one.subject ?? t('kit:masked')}</strong>
      <p className="said two-lines">{one.demand ?? t('kit:masked')}</p>
    </li>
  )
}

/** Supervised cases: what is awaited by its day, what was answered, what ended. */
export function Page() {
  const { t } = useWords()
  const [search, setSearch] = useFilters()
  const show = supervisionShows.find(one => one === search.show) ?? 'open'
  const found = useSupervisions(show)
  return (
    <div className="stack">
      <div className="row-between">
        <Segmented
          value={show}
          onChange={next => setSearch({ show: next })}
          aria-label={t('supervision:show.label')}
          options={supervisionShows.map(one => ({ value: one, label: t(`supervision:show.${one}`) }))}
        />
        {found.data && (
          <span className="small quiet number" role="status">
            {t('supervision:count', { value: String(found.data.count) })}
          </span>
        )}
      </div>
      {found.error && <ProblemNotice error={found.error} retry={() => void found.refetch()} />}
      {!found.data && !found.error && <Loading rows={8} />}
      {found.data?.items.length === 0 && (
        <Nothing title={t(`supervision:empty.${show}`)} next={t('supervision:empty.next')} />
      )}
      <ul className="plain-list stack-tight">
        {found.data?.items.map(one => (
          <Row key={one.supervisionId} one={one} />
        ))}
      </ul>
    </div>
  )
}
