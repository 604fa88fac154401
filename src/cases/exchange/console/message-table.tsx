import { Button, Table } from 'antd'
import type { Message } from '#cases/exchange/subscription.contract.ts'
import { useWords } from '#console/kit/language.ts'
import { Moment } from '#console/kit/moments.tsx'
import { Loading, Nothing, ProblemNotice } from '#console/kit/notices.tsx'
import { ToneTag } from '#console/kit/tone.tsx'
import { useMessages, useRetryMessage } from './partner-calls.ts'

const tones = { waiting: 'new', delivered: 'good', parked: 'bad' } as const

/** The last messages of a subscription; a parked one can be sent again. */
export function MessageTable({ subscriptionId, ended }: { subscriptionId: string; ended: boolean }) {
  const { t } = useWords()
  const found = useMessages(subscriptionId)
  const retry = useRetryMessage()
  if (found.error && !found.data)
    return <ProblemNotice error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <Loading rows={3} />
  return (
    <>
      {retry.error && <ProblemNotice error={retry.error} />}
      <Table<Message>
        rowKey="messageId"
        size="small"
        dataSource={found.data.messages}
        pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
        showHeader={false}
        locale={{ emptyText: <Nothing title={t('exchange:no-messages')} /> }}
        columns={[
          {
            key: 'what',
            render: (_, one) => (
              <>
                <span className="number code">{one.code}</span> {t(`kit:event.${one.eventType}`)}
                <div className="small quiet">
                  <Moment at={one.madeAt} />
                </div>
                <ToneTag tone={tones[one.state]}>{t(`exchange:message.${one.state}`)}</ToneTag>{' '}
                {one.attempts > 0 && (
                  <span className="small quiet">
                    {t('exchange:attempts', { value: one.attempts })}
                    {one.lastStatus !== null && ` · ${t('exchange:answered', { value: one.lastStatus })}`}
                  </span>
                )}
                {one.lastError && (
                  <div className="small quiet">
                    <code style={{ overflowWrap: 'anywhere' }}>{one.lastError}</code>
                  </div>
                )}
              </>
            ),
          },
          {
            key: 'do',
            width: 110,
            render: (_, one) =>
              one.state === 'parked' &&
              !ended && (
                <Button
                  size="small"
                  loading={retry.isPending && retry.variables === one.messageId}
                  aria-label={t('exchange:retry-of', {
                    code: one.code,
                    event: t(`kit:event.${one.eventType}`),
                  })}
                  onClick={() => retry.mutate(one.messageId)}
                >
                  {t('exchange:retry')}
                </Button>
              ),
          },
        ]}
      />
    </>
  )
}
