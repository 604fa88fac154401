import { Segmented, Table, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { useWords } from '#console/kit/language.ts'
import { DueText, Moment } from '#console/kit/moments.tsx'
import { Loading, Nothing, ProblemNotice } from '#console/kit/notices.tsx'
import { ToneTag } from '#console/kit/tone.tsx'
import { useFilters } from '#console/kit/use-search.ts'
import type { Appeal } from '../appeal.contract.ts'
import { useAppeals } from './appeal-calls.ts'
import { AppealView } from './appeal-view.tsx'
import { outcomeTones } from './outcome-tones.ts'

const states = ['open', 'decided'] as const

function useColumns(open: boolean): TableColumnsType<Appeal> {
  const { t } = useWords()
  return [
    {
      key: 'case',
      title: t('appeals:column.case'),
      render: (_, one) => (
        <div className="stack-tight" style={{ gap: 2 }}>
          <span className="row" style={{ gap: 4 }}>
            <span className="number code">{one.code}</span>
            {one.outcome && (
              <ToneTag tone={outcomeTones[one.outcome]}>{t(`appeals:outcome.${one.outcome}`)}</ToneTag>
            )}
          </span>
          <span>{t(`appeals:kind.${one.kind}`)}</span>
          <span className="small quiet two-lines">{one.ground ?? t('kit:masked')}</span>
        </div>
      ),
    },
    {
      key: 'when',
      title: t(open ? 'appeals:column.due' : 'appeals:column.decided'),
      width: 128,
      responsive: ['sm'],
      render: (_, one) =>
        open ? <DueText at={one.dueAt} closed={false} /> : one.decidedAt && <Moment at={one.decidedAt} />,
    },
  ]
}

/** Citizens' objections to decisions with AI: answered by somebody who had no part in them. */
export function Page() {
  const { t } = useWords()
  const [search, change] = useFilters()
  const state = states.find(one => one === search.state) ?? 'open'
  const list = useAppeals(state)
  const columns = useColumns(state === 'open')
  const [chosenId, setChosenId] = useState<string | null>(null)
  const rows = list.data?.items ?? []
  const chosen = rows.find(one => one.appealId === chosenId) ?? rows[0]
  if (list.error && !list.data) return <ProblemNotice error={list.error} retry={() => void list.refetch()} />
  return (
    <div className="stack">
      <div className="panel stack-tight">
        <p className="quiet">{t('appeals:intro')}</p>
        <Segmented
          value={state}
          aria-label={t('kit:filter.state')}
          options={states.map(value => ({ value, label: t(`appeals:state.${value}`) }))}
          onChange={next => change({ state: next })}
        />
      </div>
      <div className="queue">
        <div className="panel stack-tight">
          {!list.data && <Loading rows={8} />}
          {list.data && (
            <>
              <p className="small quiet number" role="status">
                {t('appeals:count', { value: list.data.count })}
              </p>
              <Table<Appeal>
                rowKey="appealId"
                size="small"
                columns={columns}
                dataSource={rows}
                pagination={false}
                showHeader={rows.length > 0}
                locale={{
                  emptyText: <Nothing title={t(`appeals:empty.${state}`)} next={t('appeals:empty.next')} />,
                }}
                rowClassName={one => (one === chosen ? 'row-chosen' : '')}
                onRow={one => ({
                  onClick: () => setChosenId(one.appealId),
                  'aria-selected': one === chosen,
                })}
              />
            </>
          )}
        </div>
        <aside tabIndex={-1} aria-label={t('appeals:beside')} className="queue-beside">
          {chosen && <AppealView key={chosen.appealId} one={chosen} />}
        </aside>
      </div>
    </div>
  )
}
