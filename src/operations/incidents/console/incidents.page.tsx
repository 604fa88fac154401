import { Link } from '@tanstack/react-router'
import { Button, Select, Table, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { useWords } from '#console/kit/language.ts'
import { DueText, Moment } from '#console/kit/moments.tsx'
import { Loading, Nothing, ProblemNotice } from '#console/kit/notices.tsx'
import { useMay } from '#console/kit/session.ts'
import { Sure } from '#console/kit/sure.tsx'
import { useFilters } from '#console/kit/use-search.ts'
import { type IncidentSummary, incidentKinds, severities } from '../incident.contract.ts'
import { useDrill, useIncidents } from './incident-calls.ts'
import { IncidentTags, useTitleOf } from './incident-words.tsx'
import { OpenIncident } from './open-incident.tsx'

function useColumns(): TableColumnsType<IncidentSummary> {
  const { t } = useWords()
  const titleOf = useTitleOf()
  return [
    {
      key: 'number',
      title: t('incidents:column.number'),
      width: 80,
      responsive: ['md'],
      render: (_, one) => <span className="number">{one.number}</span>,
    },
    {
      key: 'what',
      title: t('incidents:column.what'),
      render: (_, one) => (
        <div className="stack-tight">
          <Link to={`/incidents/${one.incidentId}`} className="linklike">
            {titleOf(one)}
          </Link>
          <IncidentTags of={one} />
        </div>
      ),
    },
    {
      key: 'kind',
      title: t('incidents:column.kind'),
      width: 110,
      responsive: ['md'],
      render: (_, one) => t(`incidents:kind.${one.kind}`),
    },
    {
      key: 'opened',
      title: t('incidents:column.opened'),
      width: 130,
      responsive: ['md'],
      render: (_, one) => <Moment at={one.openedAt} />,
    },
    {
      key: 'due',
      title: t('incidents:column.due'),
      width: 150,
      render: (_, one) =>
        one.closedAt === null ? <DueText at={one.nextDue} closed={false} /> : <Moment at={one.closedAt} />,
    },
    {
      key: 'findings',
      title: t('incidents:column.findings'),
      width: 100,
      align: 'right',
      responsive: ['lg'],
      render: (_, one) => <span className="number">{one.findings}</span>,
    },
  ]
}

function Filters() {
  const { t } = useWords()
  const [search, change] = useFilters()
  const choices = {
    state: ['open', 'closed'],
    kind: incidentKinds,
    severity: severities,
    drill: ['false', 'true'],
  } as const
  return (
    <search className="filters">
      {Object.entries(choices).map(([name, values]) => (
        <Select
          key={name}
          allowClear
          value={search[name] ?? null}
          placeholder={t(`incidents:filter.${name}`)}
          aria-label={t(`incidents:filter.${name}`)}
          popupMatchSelectWidth={false}
          options={values.map(value => ({ value, label: t(`incidents:${name}.${value}`) }))}
          onChange={(chosen: string | null) => change({ [name]: chosen ?? undefined })}
        />
      ))}
    </search>
  )
}

/** A drill of every rule: begun and ended here, each with a question before. */
function DrillPanel() {
  const { t } = useWords()
  const { begin, end } = useDrill()
  const error = begin.error ?? end.error
  return (
    <section className="panel stack-tight">
      <h2>{t('incidents:section.drill')}</h2>
      <p className="quiet">{t('incidents:drill.note')}</p>
      <div className="row">
        <Sure title={t('incidents:drill.sure')} yes={t('incidents:drill.begin')} onYes={() => begin.mutate()}>
          <Button loading={begin.isPending}>{t('incidents:drill.begin')}</Button>
        </Sure>
        <Sure title={t('incidents:drill.sure-end')} yes={t('incidents:drill.end')} onYes={() => end.mutate()}>
          <Button loading={end.isPending}>{t('incidents:drill.end')}</Button>
        </Sure>
      </div>
      {error && <ProblemNotice error={error} />}
      {begin.data && !error && (
        <p role="status">{t('incidents:drill.begun', { count: begin.data.planted })}</p>
      )}
      {end.data && !error && <p role="status">{t('incidents:drill.ended', { count: end.data.closed })}</p>}
    </section>
  )
}

/** Incidents of data and AI, and whether the watch over the ledger is up to date. */
export function Page() {
  const { t } = useWords()
  const [search] = useFilters()
  const { state, kind, severity, drill } = search
  const wanted = Object.entries({ state, kind, severity, drill }).filter(([, value]) => value !== undefined)
  const list = useIncidents(Object.fromEntries(wanted) as Record<string, string>)
  const columns = useColumns()
  const may = useMay('incidents:handle')
  const [isOpening, setOpening] = useState(false)
  return (
    <div className="stack">
      <section className="panel stack-tight">
        <div className="row-between">
          <p className="quiet">
            {t('incidents:intro')}{' '}
            {list.watch?.lookedAt && (
              <>
                {t('incidents:looked')} <Moment at={list.watch.lookedAt} />
                {list.watch.behind > 1000 && t('incidents:behind', { count: list.watch.behind })}
              </>
            )}
          </p>
          {may && (
            <Button type="primary" onClick={() => setOpening(true)}>
              {t('incidents:open.title')}
            </Button>
          )}
        </div>
        <Filters />
      </section>
      <div className="panel">
        {list.error && <ProblemNotice error={list.error} retry={() => void list.refetch()} />}
        {!list.items && !list.error && <Loading rows={8} />}
        {list.items && (
          <Table<IncidentSummary>
            rowKey="incidentId"
            size="middle"
            columns={columns}
            dataSource={list.items}
            pagination={false}
            locale={{ emptyText: <Nothing title={t('incidents:empty')} next={t('incidents:empty-next')} /> }}
          />
        )}
        {list.hasNextPage && (
          <Button block loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('incidents:more')}
          </Button>
        )}
      </div>
      {may && <DrillPanel />}
      {isOpening && <OpenIncident onClose={() => setOpening(false)} />}
    </div>
  )
}
