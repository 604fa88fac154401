import { Link } from '@tanstack/react-router'
import { Button, Table, type TableColumnsType } from 'antd'
import { Confidence } from '#console/kit/confidence.tsx'
import { useWords } from '#console/kit/language.ts'
import { Moment } from '#console/kit/moments.tsx'
import { Loading, Nothing, ProblemNotice } from '#console/kit/notices.tsx'
import { useFilters } from '#console/kit/use-search.ts'
import { type DecisionSummary, useAlgorithms, useDecisions } from './decision-calls.ts'
import { askedOf, DecisionFilters } from './decision-filters.tsx'
import { WordTag } from './outcome-tag.tsx'

function useColumns(): TableColumnsType<DecisionSummary> {
  const { t, language } = useWords()
  const algorithms = useAlgorithms()
  const titleOf = (id: string) => {
    const title = algorithms?.find(one => one.id === id)?.title
    return title ? (language === 'en' ? title.en : title.zh) : id
  }
  return [
    {
      key: 'at',
      title: t('kernel:column.at'),
      width: 130,
      render: (_, one) => (
        <Link to={`/decisions/${one.decisionId}`} className="linklike number">
          <Moment at={one.madeAt} />
        </Link>
      ),
    },
    {
      key: 'algorithm',
      title: t('kernel:column.algorithm'),
      render: (_, one) => (
        <>
          <div>{titleOf(one.algorithm)}</div>
          <div className="small quiet">
            {one.algorithm} · {one.algorithmVersion}
            {one.modelVersion && ` · ${one.modelVersion}`}
          </div>
        </>
      ),
    },
    {
      key: 'outcome',
      title: t('kernel:column.outcome'),
      width: 120,
      render: (_, one) => <WordTag kind="outcome" word={one.outcome} />,
    },
    {
      key: 'confidence',
      title: t('kernel:column.confidence'),
      width: 200,
      responsive: ['md'],
      render: (_, one) => (one.confidence === null ? '' : <Confidence value={one.confidence} />),
    },
    {
      key: 'verdict',
      title: t('kernel:column.verdict'),
      width: 150,
      render: (_, one) =>
        one.verdict ? (
          <WordTag kind="verdict" word={one.verdict} />
        ) : (
          <span className="quiet">{t('kernel:open')}</span>
        ),
    },
    {
      key: 'subject',
      title: t('kernel:column.subject'),
      responsive: ['lg'],
      render: (_, one) => <span className="small quiet number">{one.subject}</span>,
    },
  ]
}

/** Every decision of every algorithm, for those who look after them: facts without content. */
export function Page() {
  const { t } = useWords()
  const [search, change] = useFilters()
  const algorithms = useAlgorithms()
  const columns = useColumns()
  const list = useDecisions(askedOf(search))
  return (
    <div className="stack">
      <DecisionFilters search={search} change={change} algorithms={algorithms ?? []} />
      <div className="panel">
        {list.error && <ProblemNotice error={list.error} retry={() => void list.refetch()} />}
        {!list.items && !list.error && <Loading rows={12} />}
        {list.items && (
          <Table<DecisionSummary>
            rowKey="decisionId"
            size="small"
            columns={columns}
            dataSource={list.items}
            pagination={false}
            locale={{ emptyText: <Nothing title={t('kernel:empty')} next={t('kernel:empty-next')} /> }}
          />
        )}
        {list.hasNextPage && (
          <Button block loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('kernel:more')}
          </Button>
        )}
      </div>
    </div>
  )
}
