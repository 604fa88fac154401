import { Button, Segmented } from 'antd'
import { useState } from 'react'
import type { InboxMessage } from '#cases/inbox/inbox.contract.ts'
import { moveRow } from '#console/kit/keys.rules.ts'
import { useWords } from '#console/kit/language.ts'
import { Loading, Nothing, ProblemNotice } from '#console/kit/notices.tsx'
import { Keys } from '#console/kit/shortcut.tsx'
import { useKeys } from '#console/kit/use-keys.ts'
import { useFilters, useGo } from '#console/kit/use-search.ts'
import { showOf, targetOf } from './inbox.rules.ts'
import { useInbox, useMarkAll, useMarkRead } from './inbox-calls.ts'
import { InboxRow } from './inbox-row.tsx'
import { MailChoice } from './mail-choice.tsx'
import './inbox.css'

/** One's messages: `j`, `k` move, `Enter` opens what one is about, `x` marks it as read, `e` all of them. */
export function Page() {
  const { t } = useWords()
  const go = useGo()
  const [search, change] = useFilters()
  const show = showOf(search.show)
  const found = useInbox(show)
  const mark = useMarkRead()
  const markAll = useMarkAll()
  // By its id: when new ones come above, the choice must not slip to another message.
  const [chosenId, setChosenId] = useState<string | null>(null)
  const rows = found.data?.pages.flatMap(page => page.items) ?? []
  const unread = found.data?.pages[0]?.unread.value ?? 0
  const at = Math.max(
    0,
    rows.findIndex(one => one.messageId === chosenId),
  )
  const chosen = rows[at]
  const choose = (place: number) => setChosenId(rows[place]?.messageId ?? null)
  const read = (one: InboxMessage) => !one.read && mark.mutate([one.messageId])
  const open = (one: InboxMessage) => {
    const target = targetOf(one)
    read(one)
    if (target) go(target)
  }
  const all = () => rows[0] && unread > 0 && !markAll.isPending && markAll.mutate(rows[0].messageId)
  useKeys([
    { keys: 'j', label: 'kit:keys.next', run: () => choose(moveRow(at, 1, rows.length)) },
    { keys: 'k', label: 'kit:keys.previous', run: () => choose(moveRow(at, -1, rows.length)) },
    { keys: 'enter', label: 'kit:keys.open', run: () => chosen && open(chosen) },
    { keys: 'x', label: 'inbox:mark', run: () => chosen && read(chosen) },
    { keys: 'e', label: 'inbox:mark-all', run: all },
  ])
  const error = found.error ?? mark.error ?? markAll.error
  return (
    <div className="stack">
      <div className="panel stack-tight">
        <div className="row-between">
          <Segmented
            aria-label={t('inbox:show.label')}
            value={show}
            options={(['unread', 'read', 'all'] as const).map(value => ({
              value,
              label: t(`inbox:show.${value}`),
            }))}
            onChange={value => change({ show: value === 'unread' ? undefined : value })}
          />
          <Button onClick={all} disabled={unread === 0} loading={markAll.isPending}>
            {t('inbox:mark-all')} <Keys of="e" />
          </Button>
        </div>
        {error && <ProblemNotice error={error} retry={() => void found.refetch()} />}
        {!found.data && !found.error && <Loading rows={10} />}
        {found.data && rows.length === 0 && (
          <Nothing title={t(`inbox:empty.${show}`)} next={t('inbox:empty-next')} />
        )}
        <ul className="inbox-list" aria-label={t('inbox:page.inbox')}>
          {rows.map((one, place) => (
            <InboxRow
              key={one.messageId}
              message={one}
              chosen={place === at}
              onChoose={() => setChosenId(one.messageId)}
              onOpen={() => read(one)}
              onRead={() => read(one)}
            />
          ))}
        </ul>
        {found.hasNextPage && (
          <Button block loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            {t('inbox:more')}
          </Button>
        )}
      </div>
      <MailChoice />
    </div>
  )
}
