import { Button, Grid, Input, Table, type TableColumnType, Tag } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { useCategories, useCityNames } from '#console/kit/city.ts'
import { useWords } from '#console/kit/language.ts'
import { Loading, Nothing, ProblemNotice } from '#console/kit/notices.tsx'
import { DistanceForm } from './distance-form.tsx'
import {
  hasOwn,
  type Inherited,
  inheritedBy,
  openRows,
  type ReachPart,
  type ReachRow,
  reachParts,
  reachTree,
  rowOf,
} from './distances.rules.ts'
import { useDistances } from './repeat-calls.ts'
import { TrySearch } from './try-search.tsx'

/** A value; quiet where it is inherited, with where from. */
function Value({ of, part }: { of: Inherited; part: ReachPart }) {
  const { t } = useWords()
  const names = useCityNames()
  const text = t(`repeats:unit.${part}`, { value: String(of.value) })
  if (of.from === 'own') return <strong className="number">{text}</strong>
  return (
    <span className="quiet">
      <span className="number">{text}</span>{' '}
      <span className="small">
        {of.from === 'product'
          ? t('repeats:from-product')
          : t('repeats:from', { name: names.category(of.from.categoryId) })}
      </span>
    </span>
  )
}

const matching = (rows: readonly ReachRow[], fits: (row: ReachRow) => boolean): ReachRow[] =>
  rows.flatMap(row => {
    const children = matching(row.children ?? [], fits)
    if (!fits(row) && children.length === 0) return []
    const { children: _, ...alone } = row
    return [children.length > 0 ? { ...alone, children } : alone]
  })

const allIds = (rows: readonly ReachRow[]): string[] =>
  rows.flatMap(row => [row.categoryId, ...allIds(row.children ?? [])])

/** How far and how long back the same matter is looked for, by category; and what would be found now. */
export function Page() {
  const { t } = useWords()
  const names = useCityNames()
  const categories = useCategories()
  const found = useDistances()
  const phone = Grid.useBreakpoint().sm === false
  const [typed, setTyped] = useState('')
  const [editing, setEditing] = useState<string | null>(null)
  const [opened, setOpened] = useState<readonly string[] | null>(null)
  const rows = useMemo(
    () => (categories && found.data ? reachTree(categories, found.data) : []),
    [categories, found.data],
  )
  if (found.error && !found.data)
    return <ProblemNotice error={found.error} retry={() => void found.refetch()} />
  if (!found.data || !categories) return <Loading rows={12} />
  const wanted = typed.trim().toLowerCase()
  const shown = wanted
    ? matching(rows, row => names.category(row.categoryId).toLowerCase().includes(wanted))
    : rows
  const row = editing === null ? undefined : rowOf(rows, editing)
  const edit = (one: ReachRow) => (
    <Button
      size="small"
      aria-label={t('repeats:edit-of', { name: names.category(one.categoryId) })}
      onClick={() => setEditing(one.categoryId)}
    >
      {t('repeats:edit')}
    </Button>
  )
  const name: TableColumnType<ReachRow> = {
    key: 'category',
    title: t('repeats:column.category'),
    render: (_, one) => (
      <>
        {names.category(one.categoryId)} {hasOwn(one) && <Tag color="blue">{t('repeats:own')}</Tag>}
      </>
    ),
  }
  const columns: TableColumnType<ReachRow>[] = phone
    ? [
        {
          key: 'all',
          render: (value, one, at) => (
            <div className="stack-tight">
              <div>{name.render?.(value, one, at) as ReactNode}</div>
              {reachParts.map(part => (
                <div key={part} className="small">
                  {t(`repeats:column.${part}`)} <Value of={one.parts[part]} part={part} />
                </div>
              ))}
              <div>{edit(one)}</div>
            </div>
          ),
        },
      ]
    : [
        name,
        ...reachParts.map(part => ({
          key: part,
          title: t(`repeats:column.${part}`),
          render: (_: unknown, one: ReachRow) => <Value of={one.parts[part]} part={part} />,
        })),
        { key: 'edit', width: 90, render: (_: unknown, one: ReachRow) => edit(one) },
      ]
  return (
    <div className="stack">
      <section className="panel stack-tight">
        <p className="quiet">{t('repeats:distances-intro')}</p>
        <div>
          <Input
            allowClear
            value={typed}
            placeholder={t('repeats:find-category')}
            aria-label={t('repeats:find-category')}
            onChange={event => setTyped(event.target.value)}
            style={{ width: 260, maxWidth: '100%' }}
          />
        </div>
        <Table<ReachRow>
          rowKey="categoryId"
          size="small"
          columns={columns}
          showHeader={!phone}
          dataSource={shown}
          pagination={false}
          expandable={{
            expandedRowKeys: wanted ? allIds(shown) : [...(opened ?? openRows(rows))],
            onExpandedRowsChange: keys => setOpened(keys.map(String)),
            indentSize: phone ? 8 : 18,
          }}
          locale={{
            emptyText: <Nothing title={t('repeats:no-category')} next={t('repeats:no-category-next')} />,
          }}
        />
      </section>
      <TrySearch />
      {row && (
        <DistanceForm
          key={row.categoryId}
          of={row}
          name={names.category(row.categoryId)}
          inherited={inheritedBy(rows, row.categoryId, found.data.otherwise)}
          onClose={() => setEditing(null)}
        />
      )}
    </div>
  )
}
