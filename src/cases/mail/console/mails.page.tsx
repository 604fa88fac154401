import { Button, Select, Table, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { moveRow } from '#console/kit/keys.rules.ts'
import { useWords } from '#console/kit/language.ts'
import { Moment } from '#console/kit/moments.tsx'
import { Loading, Nothing, ProblemNotice } from '#console/kit/notices.tsx'
import { type Tone, ToneTag } from '#console/kit/tone.tsx'
import { useKeys } from '#console/kit/use-keys.ts'
import { useFilters } from '#console/kit/use-search.ts'
import { type IncomingMail, type MailState, mailStates } from '../mail.contract.ts'
import { useMailOverview, useMails } from './mail-calls.ts'
import { MailView } from './mail-view.tsx'
import { MailboxPanel } from './mailbox-panel.tsx'

const tones: Record<MailState, Tone> = {
  waiting: 'new',
  case: 'good',
  reply: 'good',
  person: 'warning',
  kept: 'calm',
  refused: 'bad',
  discarded: 'calm',
}

function useColumns(): TableColumnsType<IncomingMail> {
  const { t } = useWords()
  return [
    {
      key: 'what',
      render: (_, one) => (
        <div className="stack-tight" style={{ gap: 2 }}>
          <div className="row-between">
            <ToneTag tone={tones[one.state]}>{t(`mail:state.${one.state}`)}</ToneTag>
            <span className="small quiet">
              <Moment at={one.arrivedAt} />
            </span>
          </div>
          <span>{one.subject ?? <span className="quiet">{t('mail:out-of-sight')}</span>}</span>
          <span className="small quiet">
            {one.sender ?? t('mail:erased')}
            {one.code && ` · ${one.code}`}
            {one.reason && ` · ${t(`mail:why-short.${one.reason}`)}`}
            {one.filesLeft > 0 && ` · ${t('mail:files-left', { value: one.filesLeft })}`}
          </span>
        </div>
      ),
    },
  ]
}

/** What came in by mail, what became of it, and what waits for a person. */
export function Page() {
  const { t } = useWords()
  const [search, change] = useFilters()
  const state = mailStates.find(one => one === search.state)
  const overview = useMailOverview()
  const found = useMails(state)
  const columns = useColumns()
  const [chosenId, setChosenId] = useState<string | null>(null)
  const rows = found.data?.pages.flatMap(page => page.items) ?? []
  const at = rows.findIndex(one => one.mailId === chosenId)
  const chosen = rows[Math.max(0, at)]
  const move = (step: number) =>
    setChosenId(rows[moveRow(Math.max(0, at), step, rows.length)]?.mailId ?? null)
  useKeys([
    { keys: 'j', label: 'kit:keys.next', run: () => move(1) },
    { keys: 'k', label: 'kit:keys.previous', run: () => move(-1) },
  ])
  const error = overview.error ?? found.error
  if (error && !found.data) return <ProblemNotice error={error} retry={() => void found.refetch()} />
  return (
    <div className="stack">
      {overview.data && <MailboxPanel of={overview.data} />}
      <div className="queue">
        <div className="panel stack-tight">
          <Select
            allowClear
            style={{ minWidth: 160 }}
            placeholder={t('kit:filter.state')}
            aria-label={t('kit:filter.state')}
            value={state ?? null}
            options={mailStates.map(value => ({ value, label: t(`mail:state.${value}`) }))}
            onChange={value => change({ state: value ?? undefined })}
          />
          {!found.data && <Loading rows={8} />}
          {found.data && (
            <Table<IncomingMail>
              rowKey="mailId"
              size="small"
              columns={columns}
              dataSource={rows}
              pagination={false}
              showHeader={false}
              locale={{ emptyText: <Nothing title={t('mail:empty')} next={t('mail:empty-next')} /> }}
              rowClassName={one => (one === chosen ? 'row-chosen' : '')}
              onRow={one => ({ onClick: () => setChosenId(one.mailId), 'aria-selected': one === chosen })}
            />
          )}
          {found.hasNextPage && (
            <Button block loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
              {t('mail:more')}
            </Button>
          )}
        </div>
        <aside tabIndex={-1} aria-label={t('mail:beside')} className="queue-beside">
          {chosen && <MailView key={chosen.mailId} mailId={chosen.mailId} />}
        </aside>
      </div>
    </div>
  )
}
