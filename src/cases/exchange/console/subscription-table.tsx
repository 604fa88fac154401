import { Button, Grid, Table } from 'antd'
import type { Subscription } from '#cases/exchange/subscription.contract.ts'
import { useCityNames } from '#console/kit/city.ts'
import { useWords } from '#console/kit/language.ts'
import { listText } from '#console/kit/list-text.ts'
import { Moment } from '#console/kit/moments.tsx'
import { Loading, Nothing, ProblemNotice } from '#console/kit/notices.tsx'
import { Sure } from '#console/kit/sure.tsx'
import { ToneTag } from '#console/kit/tone.tsx'
import { MessageTable } from './message-table.tsx'
import { useEndSubscription, usePartners, useSubscriptions } from './partner-calls.ts'

function Standing({ of: one }: { of: Subscription }) {
  const { t } = useWords()
  return (
    <>
      <ToneTag tone={one.endedAt ? 'calm' : 'good'}>
        {t(one.endedAt ? 'exchange:ended' : 'exchange:going')}
      </ToneTag>
      {one.parked > 0 && <ToneTag tone="bad">{t('exchange:parked', { value: one.parked })}</ToneTag>}
      {one.waiting > 0 && <ToneTag tone="new">{t('exchange:waiting', { value: one.waiting })}</ToneTag>}
      {one.lastDeliveredAt && (
        <div className="small quiet">
          {t('exchange:last')} <Moment at={one.lastDeliveredAt} />
        </div>
      )}
    </>
  )
}

/** Who is told of what, how it goes, and each one's last messages beneath it. */
export function SubscriptionTable() {
  const { t, language } = useWords()
  const names = useCityNames()
  const found = useSubscriptions()
  const partners = usePartners()
  const end = useEndSubscription()
  const phone = Grid.useBreakpoint().sm === false
  if (found.error && !found.data)
    return <ProblemNotice error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <Loading rows={4} />
  const platform = (one: Subscription) =>
    partners.data?.partners.find(partner => partner.partnerId === one.partnerId)?.name
  return (
    <>
      {end.error && <ProblemNotice error={end.error} />}
      <Table<Subscription>
        rowKey="subscriptionId"
        size="small"
        dataSource={found.data.subscriptions}
        pagination={false}
        expandable={{
          expandedRowRender: one => (
            <MessageTable subscriptionId={one.subscriptionId} ended={one.endedAt !== null} />
          ),
        }}
        locale={{
          emptyText: (
            <Nothing title={t('exchange:no-subscriptions')} next={t('exchange:no-subscriptions-next')} />
          ),
        }}
        columns={[
          {
            key: 'name',
            title: t('exchange:name'),
            render: (_, one) => (
              <>
                <div>{one.name}</div>
                {phone && <Standing of={one} />}
                <div className="small quiet" style={{ overflowWrap: 'anywhere' }}>
                  {one.url}
                </div>
                <div className="small quiet">
                  {platform(one) ?? t('exchange:all-cases')}
                  {one.departmentIds && ` · ${listText(one.departmentIds.map(names.department), language)}`}
                </div>
              </>
            ),
          },
          {
            key: 'events',
            title: t('exchange:events'),
            responsive: ['lg'],
            render: (_, one) => (
              <span className="small">
                {listText(
                  one.eventTypes.map(type => t(`kit:event.${type}`)),
                  language,
                )}
              </span>
            ),
          },
          {
            key: 'state',
            title: t('exchange:state'),
            width: 200,
            responsive: ['sm'],
            render: (_, one) => <Standing of={one} />,
          },
          {
            key: 'do',
            width: 90,
            render: (_, one) =>
              !one.endedAt && (
                <Sure
                  title={t('exchange:end-sure')}
                  yes={t('exchange:end')}
                  onYes={() => end.mutate(one.subscriptionId)}
                >
                  <Button size="small" aria-label={t('exchange:end-of', { name: one.name })}>
                    {t('exchange:end')}
                  </Button>
                </Sure>
              ),
          },
        ]}
      />
    </>
  )
}
