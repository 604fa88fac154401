import { Segmented, Table, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { useCityNames } from '#console/kit/city.ts'
import { moveRow } from '#console/kit/keys.rules.ts'
import { useWords } from '#console/kit/language.ts'
import { DueText, Moment } from '#console/kit/moments.tsx'
import { Loading, Nothing, ProblemNotice } from '#console/kit/notices.tsx'
import { UrgencyTag } from '#console/kit/state-tag.tsx'
import { ToneTag } from '#console/kit/tone.tsx'
import { useKeys } from '#console/kit/use-keys.ts'
import { useFilters } from '#console/kit/use-search.ts'
import type { Dispute } from '../dispute.contract.ts'
import { ContestedPanel } from './contested-panel.tsx'
import { useDisputes } from './dispute-calls.ts'
import { DisputeView } from './dispute-view.tsx'
import './disputes.css'

const states = ['open', 'ended'] as const
const tones = { upheld: 'good', refused: 'calm', lapsed: 'calm' } as const

function useColumns(open: boolean): TableColumnsType<Dispute> {
  const { t } = useWords()
  const names = useCityNames()
  return [
    {
      key: 'case',
      title: t('disputes:column.case'),
      render: (_, one) => (
        <div className="stack-tight" style={{ gap: 2 }}>
          <span className="row" style={{ gap: 4 }}>
            <span className="number code">{one.code}</span>
            <UrgencyTag urgency={one.urgency} />
            {one.outcome && (
              <ToneTag tone={tones[one.outcome]}>{t(`disputes:outcome.${one.outcome}`)}</ToneTag>
            )}
          </span>
          <span>{one.subject ?? <span className="quiet">{t('disputes:out-of-sight')}</span>}</span>
          <span className="small quiet two-lines">
            {[names.department(one.departmentId), one.reason].filter(Boolean).join(' · ')}
          </span>
        </div>
      ),
    },
    {
      key: 'when',
      title: open ? t('kit:column.due') : t('disputes:column.ended'),
      width: 128,
      responsive: ['sm'],
      render: (_, one) =>
        open ? <DueText at={one.dueAt} closed={false} /> : one.endedAt && <Moment at={one.endedAt} />,
    },
  ]
}

/** Objections to dispatches: a reviewer rules on those that are open, a department follows its own. */
export function Page() {
  const { t } = useWords()
  const [search, change] = useFilters()
  const state = states.find(one => one === search.state) ?? 'open'
  const list = useDisputes(state)
  const columns = useColumns(state === 'open')
  const [chosenId, setChosenId] = useState<string | null>(null)
  const rows = list.data?.items ?? []
  const at = Math.max(
    0,
    rows.findIndex(one => one.disputeId === chosenId),
  )
  const chosen = rows[at]
  const move = (step: number) => setChosenId(rows[moveRow(at, step, rows.length)]?.disputeId ?? null)
  useKeys([
    { keys: 'j', label: 'kit:keys.next', run: () => move(1) },
    { keys: 'k', label: 'kit:keys.previous', run: () => move(-1) },
  ])
  if (list.error && !list.data) return <ProblemNotice error={list.error} retry={() => void list.refetch()} />
  return (
    <div className="stack">
      <ContestedPanel />
      <div className="panel stack-tight">
        <p className="quiet">{t('disputes:intro')}</p>
        <Segmented
          value={state}
          aria-label={t('kit:filter.state')}
          options={states.map(value => ({ value, label: t(`disputes:state.${value}`) }))}
          onChange={next => change({ state: next })}
        />
      </div>
      <div className="queue">
        <div className="panel stack-tight">
          {!list.data && <Loading rows={8} />}
          {list.data && (
            <>
              <p className="small quiet number" role="status">
                {t('disputes:count', { value: list.data.count })}
              </p>
              <Table<Dispute>
                rowKey="disputeId"
                size="small"
                columns={columns}
                dataSource={rows}
                pagination={false}
                showHeader={rows.length > 0}
                locale={{
                  emptyText: <Nothing title={t(`disputes:empty.${state}`)} next={t('disputes:empty.next')} />,
                }}
                rowClassName={one => (one === chosen ? 'row-chosen' : '')}
                onRow={one => ({
                  onClick: () => setChosenId(one.disputeId),
                  'aria-selected': one === chosen,
                })}
              />
            </>
          )}
        </div>
        <aside tabIndex={-1} aria-label={t('disputes:beside')} className="queue-beside">
          {chosen && <DisputeView key={chosen.disputeId} id={chosen.disputeId} />}
        </aside>
      </div>
    </div>
  )
}
