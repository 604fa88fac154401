import { Link } from '@tanstack/react-router'
import { Button, Grid, Table, type TableColumnType } from 'antd'
import { type ReactNode, useState } from 'react'
import { AcknowledgeMany } from '#cases/bulk/console/acknowledge-many.tsx'
import type { DueKind, Reminder } from '#cases/deadlines.contract.ts'
import { type CityNames, useCityNames } from '#console/kit/city.ts'
import { moveRow } from '#console/kit/keys.rules.ts'
import { type Translate, useWords } from '#console/kit/language.ts'
import { DueText } from '#console/kit/moments.tsx'
import { Loading, Nothing, ProblemNotice } from '#console/kit/notices.tsx'
import { Keys } from '#console/kit/shortcut.tsx'
import { StateTag, UrgencyTag } from '#console/kit/state-tag.tsx'
import { type Tone, ToneTag } from '#console/kit/tone.tsx'
import { useKeys } from '#console/kit/use-keys.ts'
import { useGo } from '#console/kit/use-search.ts'
import { useAcknowledge, useReminders } from './reminder-calls.ts'

const tones: Record<DueKind, Tone> = {
  response: 'warning',
  warning: 'warning',
  overdue: 'bad',
  escalation: 'bad',
  'escalation-parent': 'bad',
  'escalation-city': 'bad',
}
const keyOf = (one: Reminder) => `${one.caseId} ${one.step} ${one.kind}`

type Column = TableColumnType<Reminder> & { key: string }

function columnsOf(t: Translate, names: CityNames, button: (one: Reminder) => ReactNode): Column[] {
  return [
    {
      key: 'kind',
      title: t('cases:reminders.column.kind'),
      width: 130,
      render: (_, one) => <ToneTag tone={tones[one.kind]}>{t(`cases:reminders.kind.${one.kind}`)}</ToneTag>,
    },
    {
      key: 'case',
      title: t('cases:reminders.column.case'),
      render: (_, one) => (
        <div>
          <span className="row" style={{ gap: 4 }}>
            <Link to={`/cases/${one.caseId}`} className="linklike number code" preload={false}>
              {one.code}
            </Link>
            <StateTag state={one.state} disposition={null} />
            <UrgencyTag urgency={one.urgency} />
          </span>
          <div className="two-lines">{one.subject ?? t('kit:masked')}</div>
        </div>
      ),
    },
    {
      key: 'department',
      title: t('cases:reminders.column.department'),
      width: 200,
      render: (_, one) => names.department(one.departmentId),
    },
    {
      key: 'due',
      title: t('cases:reminders.column.due'),
      width: 140,
      render: (_, one) => <DueText at={one.dueAt} closed={false} />,
    },
    { key: 'act', title: t('cases:reminders.column.act'), width: 130, render: (_, one) => button(one) },
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

/** Deadlines somebody has to see to: `j`, `k` move, `x` takes note, `Enter` opens the case. */
export function Page() {
  const { t, language } = useWords()
  const names = useCityNames()
  const go = useGo()
  const found = useReminders()
  const acknowledge = useAcknowledge()
  // By its key: when a colleague takes note of one above, the choice must not slip to another case.
  const [chosenKey, setChosenKey] = useState<string | null>(null)
  const [ticked, setTicked] = useState<readonly string[]>([])
  const phone = Grid.useBreakpoint().sm === false
  const rows = found.data?.items ?? []
  const at = Math.max(
    0,
    rows.findIndex(one => keyOf(one) === chosenKey),
  )
  const chosen = rows[at]
  const choose = (place: number) => setChosenKey(rows[place] ? keyOf(rows[place]) : null)
  const tick = (key: string) =>
    setTicked(before => (before.includes(key) ? before.filter(one => one !== key) : [...before, key]))
  useKeys([
    { keys: 'j', label: 'kit:keys.next', run: () => choose(moveRow(at, 1, rows.length)) },
    { keys: 'k', label: 'kit:keys.previous', run: () => choose(moveRow(at, -1, rows.length)) },
    { keys: 'enter', label: 'kit:keys.open', run: () => chosen && go(`/cases/${chosen.caseId}`) },
    { keys: ' ', label: 'kit:keys.choose', run: () => chosen && tick(keyOf(chosen)) },
    {
      keys: 'x',
      label: 'cases:reminders.acknowledge',
      run: () => chosen && !acknowledge.isPending && acknowledge.mutate(chosen),
    },
  ])
  if (found.error && !found.data)
    return <ProblemNotice error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <Loading rows={12} />
  const button = (one: Reminder) => (
    <Button
      size="small"
      aria-label={t('cases:reminders.acknowledge-of', { code: one.code })}
      loading={acknowledge.isPending && acknowledge.variables === one}
      onClick={() => acknowledge.mutate(one)}
    >
      {t('cases:reminders.acknowledge')} {one === chosen && <Keys of="x" />}
    </Button>
  )
  const columns = columnsOf(t, names, button)
  const number = (value: number) => new Intl.NumberFormat(language).format(value)
  const { count } = found.data
  return (
    <div className="panel stack-tight">
      <p className="quiet">{t('cases:reminders.intro')}</p>
      {acknowledge.error && <ProblemNotice error={acknowledge.error} />}
      {count > 0 && (
        <p className="small quiet number" role="status">
          {t('cases:reminders.count', { value: number(count) })}{' '}
          {count > rows.length && t('cases:reminders.more', { value: number(rows.length) })}
        </p>
      )}
      <AcknowledgeMany chosen={rows.filter(one => ticked.includes(keyOf(one)))} clear={() => setTicked([])} />
      <Table<Reminder>
        rowKey={keyOf}
        rowSelection={{
          selectedRowKeys: [...ticked],
          columnWidth: 36,
          getTitleCheckboxProps: () => ({ 'aria-label': t('kit:choose-page') }),
          getCheckboxProps: one => ({ 'aria-label': t('kit:choose-row', { code: one.code }) }),
          onChange: keys => setTicked(keys.map(String)),
        }}
        size="small"
        columns={phone ? stacked(columns) : columns}
        showHeader={!phone}
        dataSource={rows}
        pagination={false}
        locale={{
          emptyText: <Nothing title={t('cases:reminders.empty')} next={t('cases:reminders.empty-next')} />,
        }}
        rowClassName={one => (one === chosen ? 'row-chosen' : '')}
        onRow={(one, index) => ({ onClick: () => choose(index ?? 0), 'aria-selected': one === chosen })}
      />
    </div>
  )
}
