import { Link } from '@tanstack/react-router'
import { Grid, Table, type TableColumnType, type TableProps, Tag } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { CaseSummary } from '#cases/case.contract.ts'
import { type CityNames, useCityNames } from './city.ts'
import { moveRow } from './keys.rules.ts'
import { type Translate, useWords } from './language.ts'
import { DueText, Moment } from './moments.tsx'
import { StateTag, UrgencyTag } from './state-tag.tsx'
import { useKeys } from './use-keys.ts'
import { useGo } from './use-search.ts'

interface Props {
  items: readonly CaseSummary[] | undefined
  loading: boolean
  /** What stands in the place of rows when there are none: it says what to do next. */
  empty: ReactNode
  /** The row that `j` and `k` move and `Enter` opens; tells the page to show it beside the list. */
  onChoose?(one: CaseSummary | null): void
  hide?: readonly string[]
  /** Rows can be chosen, by box, by Space, with Shift up to a row. */
  selection?: {
    chosen: ReadonlyMap<string, CaseSummary>
    set(rows: readonly CaseSummary[]): void
    toggle(row: CaseSummary): void
    extend(rows: readonly CaseSummary[], to: CaseSummary): void
  }
}

type Column = TableColumnType<CaseSummary> & { key: string }

function columnsOf(t: Translate, names: CityNames): Column[] {
  return [
    {
      key: 'code',
      title: t('kit:column.code'),
      width: 186,
      render: (_, one) => (
        <div className="stack-tight" style={{ gap: 4 }}>
          <Link to={`/cases/${one.caseId}`} className="linklike number code" preload={false}>
            {one.code}
          </Link>
          <span className="row" style={{ gap: 4 }}>
            <StateTag state={one.state} disposition={one.disposition} />
            <UrgencyTag urgency={one.urgency} />
          </span>
        </div>
      ),
    },
    {
      key: 'matter',
      title: t('kit:column.matter'),
      render: (_, one) => (
        <div>
          <div style={{ fontWeight: 600 }}>
            {one.subject || (one.excerpt === null ? t('kit:masked') : '')}
          </div>
          <div className="quiet two-lines">{one.excerpt}</div>
          <div className="row small quiet" style={{ gap: 4, marginTop: 2 }}>
            <span>{t(`kit:nature.${one.nature}`)}</span>·<span>{t(`kit:channel.${one.channel}`)}</span>
            {one.regionId && <span>· {names.region(one.regionId)}</span>}
            {one.people > 1 && <Tag variant="outlined">{t('kit:people', { value: String(one.people) })}</Tag>}
            {one.generated && <Tag variant="outlined">{t('kit:generated')}</Tag>}
          </div>
        </div>
      ),
    },
    {
      key: 'department',
      title: t('kit:column.department'),
      width: 190,
      responsive: ['md'],
      render: (_, one) => (
        <div>
          <div>
            {names.department(one.departmentId) || <span className="quiet">{t('kit:no-department')}</span>}
          </div>
          <div className="small quiet">{names.duty(one.dutyId) || names.category(one.categoryId)}</div>
        </div>
      ),
    },
    {
      key: 'due',
      title: t('kit:column.due'),
      width: 132,
      responsive: ['sm'],
      render: (_, one) => <DueText at={one.dueAt} closed={one.state === 'closed'} />,
    },
    {
      key: 'reported',
      title: t('kit:column.reported'),
      width: 120,
      responsive: ['lg'],
      render: (_, one) => (
        <span className="number">
          <Moment at={one.reportedAt} />
        </span>
      ),
    },
  ]
}

// On a phone one column holds what two hold beside each other.
function columnForPhone(columns: Column[]): Column[] {
  const [code, matter] = columns
  return [
    {
      key: 'both',
      render: (value, one, index) => (
        <>
          {code?.render?.(value, one, index) as ReactNode}
          {matter?.render?.(value, one, index) as ReactNode}
        </>
      ),
    },
  ]
}

type Selecting = NonNullable<Props['selection']>

// Rows that are chosen and not on this page stay chosen.
function rowSelectionOf(
  { chosen, set }: Selecting,
  rows: readonly CaseSummary[],
  t: Translate,
): TableProps<CaseSummary>['rowSelection'] {
  return {
    selectedRowKeys: [...chosen.keys()],
    preserveSelectedRowKeys: true,
    columnWidth: 36,
    getTitleCheckboxProps: () => ({ 'aria-label': t('kit:choose-page') }),
    getCheckboxProps: one => ({ 'aria-label': t('kit:choose-row', { code: one.code }) }),
    onChange: keys => {
      const known = new Map([...chosen, ...rows.map(row => [row.caseId, row] as const)])
      set(keys.flatMap(key => known.get(String(key)) ?? []))
    },
  }
}

/** Cases as rows that the keyboard walks (`j`, `k`, `Enter`). */
export function CaseTable({ items, loading, empty, onChoose, hide = [], selection }: Props) {
  const { t } = useWords()
  const names = useCityNames()
  const go = useGo()
  const [at, setAt] = useState(-1)
  const box = useRef<HTMLDivElement>(null)
  const phone = Grid.useBreakpoint().sm === false
  const columns = columnsOf(t, names).filter(column => !hide.includes(column.key))
  const rows = items ?? []
  // Another list starts without a chosen row; the first of it may be another case than the person meant.
  const first = rows[0]?.caseId
  useEffect(() => {
    setAt(first === undefined || !onChoose ? -1 : 0)
  }, [first, onChoose])
  const chosen = rows[at] ?? null
  useEffect(() => onChoose?.(chosen), [onChoose, chosen])
  const move = (step: number) => {
    setAt(before => moveRow(before, step, rows.length))
    requestAnimationFrame(() =>
      box.current?.querySelector('.row-chosen')?.scrollIntoView({ block: 'nearest' }),
    )
  }
  useKeys([
    { keys: 'j', label: 'kit:keys.next', run: () => move(1) },
    { keys: 'k', label: 'kit:keys.previous', run: () => move(-1) },
    { keys: 'enter', label: 'kit:keys.open', run: () => chosen && go(`/cases/${chosen.caseId}`) },
    ...(selection && chosen
      ? [
          { keys: 'shift+ ', label: 'kit:keys.choose-range', run: () => selection.extend(rows, chosen) },
          { keys: ' ', label: 'kit:keys.choose', run: () => selection.toggle(chosen) },
        ]
      : []),
  ])
  return (
    <div ref={box}>
      <Table<CaseSummary>
        rowKey="caseId"
        size="small"
        columns={phone ? columnForPhone(columns) : columns}
        showHeader={!phone}
        dataSource={[...rows]}
        loading={loading && items !== undefined}
        pagination={false}
        {...(selection ? { rowSelection: rowSelectionOf(selection, rows, t) } : {})}
        locale={{ emptyText: items ? empty : ' ' }}
        rowClassName={(_, index) => (index === at ? 'row-chosen' : '')}
        onRow={(one, index) => ({
          onClick: () => setAt(index ?? -1),
          onDoubleClick: () => go(`/cases/${one.caseId}`),
          'aria-selected': index === at,
        })}
      />
    </div>
  )
}
