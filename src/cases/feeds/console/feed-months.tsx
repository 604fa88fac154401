import { Table, type TableColumnType } from 'antd'
import type { FeedMonth } from '#cases/feeds/publication.contract.ts'
import { useWords } from '#console/kit/language.ts'
import { Loading, Nothing, ProblemNotice } from '#console/kit/notices.tsx'
import { useFeedMonths } from './publication-calls.ts'

// What is held back stands beside how many there are: on a phone it must not lie beyond the edge.
const counts = ['cases', 'heldBack', 'fine', 'coarser'] as const

/** How many cases of each month open data shows, how finely, and how many it holds back. */
export function FeedMonths({ smallestGroup, isOn }: { smallestGroup: number; isOn: boolean }) {
  const { t, language } = useWords()
  const found = useFeedMonths()
  const number = (value: number) => new Intl.NumberFormat(language).format(value)
  const columns: TableColumnType<FeedMonth>[] = [
    {
      key: 'month',
      title: t('feeds:column.month'),
      render: (_, { month }) =>
        isOn ? (
          <a className="number" href={`/open-data/cases/${month}.csv`}>
            {month}
          </a>
        ) : (
          <span className="number">{month}</span>
        ),
    },
    ...counts.map(name => ({
      key: name,
      title: t(`feeds:column.${name}`),
      align: 'end' as const,
      render: (_: unknown, one: FeedMonth) => <span className="number">{number(one[name])}</span>,
    })),
  ]
  return (
    <section className="panel stack-tight" aria-label={t('feeds:held-back')}>
      <h2>{t('feeds:held-back')}</h2>
      <p className="quiet">{t('feeds:threshold', { value: String(smallestGroup) })}</p>
      {found.error && <ProblemNotice error={found.error} retry={() => void found.refetch()} />}
      {!found.error && !found.data && <Loading rows={4} />}
      {found.data && (
        <>
          <Table<FeedMonth>
            rowKey="month"
            size="small"
            columns={columns}
            dataSource={found.data.items}
            pagination={false}
            scroll={{ x: 'max-content' }}
            locale={{
              emptyText: <Nothing title={t('feeds:no-months')} next={t('feeds:no-months-next')} />,
            }}
          />
          <p className="small quiet number">
            {t(isOn ? 'feeds:months-offered' : 'feeds:months-not-offered', {
              value: number(found.data.offered),
            })}
          </p>
        </>
      )}
    </section>
  )
}
