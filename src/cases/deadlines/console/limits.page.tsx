import { Button, Grid, Table, type TableColumnType, Tag } from 'antd'
import { type ReactNode, useState } from 'react'
import type { LimitDuration, LimitRule } from '#cases/limits.contract.ts'
import { useCityNames } from '#console/kit/city.ts'
import { useWords } from '#console/kit/language.ts'
import { Loading, Nothing, ProblemNotice } from '#console/kit/notices.tsx'
import { useMay } from '#console/kit/session.ts'
import { Keys } from '#console/kit/shortcut.tsx'
import { today } from '#console/kit/today.ts'
import { useKeys } from '#console/kit/use-keys.ts'
import { AddLimit } from './add-limit.tsx'
import { EndLimit } from './end-limit.tsx'
import { useLimits } from './limit-calls.ts'
import { standingOn } from './limit-form.rules.ts'

type Column = TableColumnType<LimitRule> & { key: string }

// On a phone the columns stand below each other, each with its name.
const stacked = (columns: Column[]): Column[] => [
  {
    key: 'all',
    render: (value, one, index) => (
      <dl className="facts">
        {columns.map(({ key, title, render }) => (
          <div key={key} style={{ display: 'contents' }}>
            <dt>{title as ReactNode}</dt>
            <dd>{render?.(value, one, index) as ReactNode}</dd>
          </div>
        ))}
      </dl>
    ),
  },
]

/** Rules about how long cases may take: everybody reads them, data stewards add and end them; `n` adds one. */
export function Page() {
  const { t } = useWords()
  const names = useCityNames()
  const found = useLimits()
  const mayEdit = useMay('limits:edit')
  const phone = Grid.useBreakpoint().sm === false
  const [isAdding, setAdding] = useState(false)
  const [ending, setEnding] = useState<LimitRule | null>(null)
  useKeys(mayEdit ? [{ keys: 'n', label: 'deadlines:add', run: () => setAdding(true) }] : [])
  if (found.error && !found.data)
    return <ProblemNotice error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <Loading rows={8} />
  const any = <span className="quiet">{t('deadlines:any')}</span>
  const long = ({ amount, unit }: LimitDuration) =>
    t('deadlines:long', { amount, unit: t(`deadlines:unit.${unit}`) })
  const nameOf = (rule: LimitRule) =>
    [
      rule.categoryId && names.category(rule.categoryId),
      rule.urgency && t(`kit:urgency.${rule.urgency}`),
      rule.departmentId && names.department(rule.departmentId),
    ]
      .filter(Boolean)
      .join(' · ') || t('deadlines:default')
  const columns: Column[] = [
    {
      key: 'what',
      title: t('deadlines:field.category'),
      render: (_, rule) =>
        rule.categoryId
          ? names.category(rule.categoryId)
          : rule.urgency || rule.departmentId
            ? any
            : t('deadlines:default'),
    },
    {
      key: 'urgency',
      title: t('deadlines:field.urgency'),
      render: (_, rule) => (rule.urgency ? t(`kit:urgency.${rule.urgency}`) : any),
    },
    {
      key: 'department',
      title: t('deadlines:field.department'),
      render: (_, rule) => (rule.departmentId ? names.department(rule.departmentId) : any),
    },
    {
      key: 'handling',
      title: t('deadlines:field.handling'),
      render: (_, rule) => <span className="number">{long(rule.handling)}</span>,
    },
    {
      key: 'response',
      title: t('deadlines:field.response'),
      render: (_, rule) => <span className="number">{rule.response ? long(rule.response) : '—'}</span>,
    },
    {
      key: 'valid',
      title: t('deadlines:field.valid'),
      render: (_, rule) => {
        const standing = standingOn(rule, today())
        return (
          <span className="number">
            {t('deadlines:from', { date: rule.validFrom })}{' '}
            {rule.validTo && t('deadlines:until', { date: rule.validTo })}{' '}
            {standing !== 'now' && <Tag>{t(`deadlines:${standing}`)}</Tag>}
          </span>
        )
      },
    },
    ...(mayEdit
      ? [
          {
            key: 'end',
            render: (_: unknown, rule: LimitRule) =>
              rule.validTo === null && (
                <Button
                  size="small"
                  aria-label={t('deadlines:end-of', { what: nameOf(rule) })}
                  onClick={() => setEnding(rule)}
                >
                  {t('deadlines:end')}
                </Button>
              ),
          },
        ]
      : []),
  ]
  return (
    <div className="panel stack-tight">
      <p className="quiet">{t('deadlines:intro')}</p>
      {mayEdit && (
        <div>
          <Button type="primary" onClick={() => setAdding(true)}>
            {t('deadlines:add')} <Keys of="n" />
          </Button>
        </div>
      )}
      <Table<LimitRule>
        rowKey="id"
        size="small"
        columns={phone ? stacked(columns) : columns}
        showHeader={!phone}
        dataSource={found.data.items}
        pagination={false}
        locale={{
          emptyText: (
            <Nothing
              title={t('deadlines:empty')}
              next={t(mayEdit ? 'deadlines:empty-next' : 'deadlines:empty-reader')}
            />
          ),
        }}
      />
      {isAdding && <AddLimit onClose={() => setAdding(false)} />}
      {ending && <EndLimit of={ending} name={nameOf(ending)} onClose={() => setEnding(null)} />}
    </div>
  )
}
