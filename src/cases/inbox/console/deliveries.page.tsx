import { Button, Grid, Select, Table, type TableColumnType } from 'antd'
import type { ReactNode } from 'react'
import { contactChannels, type Delivery, deliveryStates } from '#cases/inbox/outside.contract.ts'
import { type Translate, useWords } from '#console/kit/language.ts'
import { Moment } from '#console/kit/moments.tsx'
import { Loading, Nothing, ProblemNotice } from '#console/kit/notices.tsx'
import { useMay } from '#console/kit/session.ts'
import { type Tone, ToneTag } from '#console/kit/tone.tsx'
import { useFilters } from '#console/kit/use-search.ts'
import { useDeliveries, useOverview, useRetry } from './delivery-calls.ts'
import { DeliveryOverview } from './delivery-overview.tsx'
import './inbox.css'

const tones: Record<Delivery['state'], Tone> = {
  queued: 'new',
  failed: 'warning',
  sent: 'good',
  parked: 'bad',
  cancelled: 'calm',
}

type Column = TableColumnType<Delivery> & { key: string }

function columnsOf(t: Translate, button: (one: Delivery) => ReactNode): Column[] {
  return [
    {
      key: 'state',
      title: t('inbox:delivery.column.state'),
      width: 130,
      render: (_, one) => <ToneTag tone={tones[one.state]}>{t(`inbox:delivery.state.${one.state}`)}</ToneTag>,
    },
    {
      key: 'what',
      title: t('inbox:delivery.column.what'),
      render: (_, one) => (
        <div>
          <span className="number">{one.title}</span>
          {one.cause && <div className="small quiet">{one.cause}</div>}
        </div>
      ),
    },
    {
      key: 'to',
      title: t('inbox:delivery.column.to'),
      width: 230,
      render: (_, one) => (
        <div>
          {t(`inbox:channel.${one.channel}`)}
          <div className="small quiet number">{one.address ?? t('inbox:delivery.erased')}</div>
        </div>
      ),
    },
    {
      key: 'tries',
      title: t('inbox:delivery.column.tries'),
      width: 170,
      render: (_, one) => (
        <div className="number">
          {t('inbox:delivery.tries', { value: one.tries })}
          {one.nextTryAt && (
            <div className="small quiet">
              {t('inbox:delivery.next')} <Moment at={one.nextTryAt} />
            </div>
          )}
        </div>
      ),
    },
    {
      key: 'at',
      title: t('inbox:delivery.column.at'),
      width: 130,
      render: (_, one) => (
        <span className="number">
          <Moment at={one.createdAt} />
        </span>
      ),
    },
    { key: 'act', title: t('inbox:delivery.column.act'), width: 110, render: (_, one) => button(one) },
  ]
}

// On a phone the columns stand below each other.
const stacked = (columns: Column[]): Column[] => [
  {
    key: 'all',
    render: (value, one, index) => (
      <div className="stack-tight">
        {columns.map(column => (
          <div key={column.key}>{column.render?.(value, one, index) as ReactNode}</div>
        ))}
      </div>
    ),
  },
]

/** What was sent to citizens, what was not and why, and a retry by hand. */
export function Page() {
  const { t } = useWords()
  const [search, change] = useFilters()
  const state = deliveryStates.find(one => one === search.state)
  const channel = contactChannels.find(one => one === search.channel)
  const may = useMay('operations:act')
  const overview = useOverview()
  const found = useDeliveries({ state, channel })
  const retry = useRetry()
  const phone = Grid.useBreakpoint().sm === false
  const error = overview.error ?? found.error
  const again = () => {
    void overview.refetch()
    void found.refetch()
  }
  if (error) return <ProblemNotice error={error} retry={again} />
  if (!found.data || !overview.data) return <Loading rows={12} />
  const rows = found.data.pages.flatMap(page => page.items)
  const button = (one: Delivery) =>
    may &&
    ['parked', 'failed'].includes(one.state) && (
      <Button
        size="small"
        aria-label={t('inbox:delivery.retry-of', { title: one.title })}
        loading={retry.isPending && retry.variables === one.deliveryId}
        onClick={() => retry.mutate(one.deliveryId)}
      >
        {t('inbox:delivery.retry')}
      </Button>
    )
  const columns = columnsOf(t, button)
  return (
    <div className="stack">
      <DeliveryOverview overview={overview.data} />
      <section className="panel stack-tight" aria-label={t('inbox:page.deliveries')}>
        <div className="row">
          <Select
            allowClear
            style={{ minWidth: 150 }}
            placeholder={t('inbox:delivery.column.state')}
            aria-label={t('inbox:delivery.column.state')}
            value={state ?? null}
            options={deliveryStates.map(value => ({ value, label: t(`inbox:delivery.state.${value}`) }))}
            onChange={value => change({ state: value ?? undefined })}
          />
          <Select
            allowClear
            style={{ minWidth: 150 }}
            placeholder={t('inbox:delivery.column.to')}
            aria-label={t('inbox:delivery.column.to')}
            value={channel ?? null}
            options={contactChannels.map(value => ({ value, label: t(`inbox:channel.${value}`) }))}
            onChange={value => change({ channel: value ?? undefined })}
          />
        </div>
        {retry.error && <ProblemNotice error={retry.error} />}
        <Table<Delivery>
          rowKey="deliveryId"
          size="small"
          columns={phone ? stacked(columns) : columns}
          showHeader={!phone}
          dataSource={rows}
          pagination={false}
          locale={{
            emptyText: <Nothing title={t('inbox:delivery.empty')} next={t('inbox:delivery.empty-next')} />,
          }}
        />
        {found.hasNextPage && (
          <Button block loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            {t('inbox:more')}
          </Button>
        )}
      </section>
    </div>
  )
}
