import { Input, Table, type TableColumnsType } from 'antd'
import type { z } from 'zod'
import type { look, looksPage } from '#cases/looks/look.contract.ts'
import { useWords } from '#console/kit/language.ts'
import { Moment } from '#console/kit/moments.tsx'
import { Loading, Nothing, ProblemNotice } from '#console/kit/notices.tsx'
import { useFilters } from '#console/kit/use-search.ts'
import { useLooks } from './look-calls.ts'

type Look = z.infer<typeof look>
type Person = z.infer<typeof looksPage>['people'][number]

/** Every look at a contact of one day: who, which case, what for; and who took many. */
export function Page() {
  const { t } = useWords()
  const [search, change] = useFilters()
  const found = useLooks(search)
  const columns: TableColumnsType<Look> = [
    { key: 'at', title: t('looks:column.at'), width: 140, render: (_, one) => <Moment at={one.at} /> },
    { key: 'who', title: t('looks:column.who'), render: (_, one) => one.account ?? one.personId },
    {
      key: 'case',
      title: t('looks:column.case'),
      render: (_, one) => <span className="number">{one.code}</span>,
    },
    {
      key: 'purpose',
      title: t('looks:column.purpose'),
      render: (_, one) => (
        <>
          {t(`looks:purpose.${one.purpose}`)} {one.words && <span className="quiet">{one.words}</span>}
        </>
      ),
    },
  ]
  const people: TableColumnsType<Person> = [
    {
      key: 'who',
      title: t('looks:column.who'),
      render: (_, one) => (
        <button type="button" className="linklike" onClick={() => change({ person: one.personId })}>
          {one.account ?? one.personId}
        </button>
      ),
    },
    { key: 'looks', title: t('looks:column.looks'), align: 'end', render: (_, one) => one.looks },
    { key: 'cases', title: t('looks:column.cases'), align: 'end', render: (_, one) => one.cases },
  ]
  return (
    <div className="stack">
      <p className="quiet">{t('looks:intro')}</p>
      <search className="panel filters">
        <Input
          type="date"
          value={search.day ?? ''}
          aria-label={t('looks:day')}
          onChange={event => change({ day: event.target.value || undefined })}
        />
        {search.person && (
          <button type="button" className="linklike" onClick={() => change({ person: undefined })}>
            {t('looks:everybody')}
          </button>
        )}
      </search>
      {found.error && <ProblemNotice error={found.error} retry={() => void found.refetch()} />}
      {!found.data && !found.error && <Loading rows={10} />}
      {found.data && (
        <>
          <div className="panel">
            <Table<Person>
              rowKey="personId"
              size="small"
              columns={people}
              dataSource={found.data.people}
              pagination={false}
              locale={{ emptyText: t('looks:nobody') }}
            />
          </div>
          <div className="panel">
            <Table<Look>
              rowKey="lookId"
              size="small"
              columns={columns}
              dataSource={found.data.items}
              pagination={false}
              scroll={{ x: 'max-content' }}
              locale={{ emptyText: <Nothing title={t('looks:empty')} next={t('looks:empty-next')} /> }}
            />
          </div>
        </>
      )}
    </div>
  )
}
