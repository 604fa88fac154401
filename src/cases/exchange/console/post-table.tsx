import { Button, Table } from 'antd'
import type { IncomingPost } from '#cases/exchange/incoming.contract.ts'
import { useWords } from '#console/kit/language.ts'
import { Moment } from '#console/kit/moments.tsx'
import { Loading, Nothing, ProblemNotice } from '#console/kit/notices.tsx'
import { ToneTag } from '#console/kit/tone.tsx'
import { useDecidePost, usePosts } from './incoming-calls.ts'

const tones = { case: 'good', kept: 'warning', discarded: 'calm' } as const

/** The last posts of a door; one that is kept can be mapped again or discarded. */
export function PostTable({ webhookId }: { webhookId: string }) {
  const { t } = useWords()
  const found = usePosts(webhookId)
  const decide = useDecidePost()
  if (found.error && !found.data)
    return <ProblemNotice error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <Loading rows={3} />
  return (
    <>
      {decide.error && <ProblemNotice error={decide.error} />}
      <Table<IncomingPost>
        rowKey="postId"
        size="small"
        dataSource={found.data.posts}
        pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
        showHeader={false}
        locale={{ emptyText: <Nothing title={t('exchange:incoming.no-posts')} /> }}
        columns={[
          {
            key: 'what',
            render: (_, one) => (
              <>
                <ToneTag tone={tones[one.state]}>{t(`exchange:incoming.state.${one.state}`)}</ToneTag>{' '}
                <span className="number code">{one.code}</span>
                <div className="small quiet">
                  <Moment at={one.receivedAt} />
                </div>
                {one.faults.map(({ field, fault }) => (
                  <div key={field} className="small">
                    {t(`exchange:incoming.field.${field}`)}：{t(`exchange:incoming.fault.${fault}`)}
                  </div>
                ))}
              </>
            ),
          },
          {
            key: 'do',
            width: 190,
            render: (_, one) =>
              one.state === 'kept' && (
                <div className="row">
                  <Button size="small" onClick={() => decide.mutate({ postId: one.postId, to: 'retry' })}>
                    {t('exchange:incoming.retry')}
                  </Button>
                  <Button size="small" onClick={() => decide.mutate({ postId: one.postId, to: 'discard' })}>
                    {t('exchange:incoming.discard')}
                  </Button>
                </div>
              ),
          },
        ]}
      />
    </>
  )
}
