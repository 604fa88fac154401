import { Button, Grid, Input, Switch, Table, type TableColumnType } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { useCategories, useCityNames } from '#console/kit/city.ts'
import { useWords } from '#console/kit/language.ts'
import { Loading, Nothing, ProblemNotice } from '#console/kit/notices.tsx'
import { useFilters } from '#console/kit/use-search.ts'
import { AttributeDrawer } from './attribute-drawer.tsx'
import { useAttributed } from './service-calls.ts'
import './services.css'

interface Service {
  id: string
  name: string
  above: string
  asked: number
  required: number
}

/** What other systems are asked for beside the description, by service; a service is a lowest category. */
export function Page() {
  const { t } = useWords()
  const names = useCityNames()
  const categories = useCategories()
  const found = useAttributed()
  const [search, change] = useFilters()
  const [editing, setEditing] = useState<string | null>(null)
  const phone = Grid.useBreakpoint().sm === false
  const services = useMemo((): Service[] => {
    const list = categories ?? []
    const parents = new Set(list.map(one => one.parentId))
    const parentOf = new Map(list.map(one => [one.id, one.parentId]))
    const pathOf = (id: string | null): string[] =>
      id === null ? [] : [...pathOf(parentOf.get(id) ?? null), names.category(id)]
    const counts = new Map(found.data?.items.map(one => [one.categoryId, one]))
    return list
      .filter(one => !parents.has(one.id))
      .map(({ id, parentId }) => {
        const { asked = 0, required = 0 } = counts.get(id) ?? {}
        return { id, name: names.category(id), above: pathOf(parentId).join(' · '), asked, required }
      })
  }, [categories, names, found.data])
  if (found.error && !found.data)
    return <ProblemNotice error={found.error} retry={() => void found.refetch()} />
  if (!found.data || !categories) return <Loading rows={12} />
  const typed = (search.words ?? '').trim().toLowerCase()
  const only = search.asked === 'true'
  const shown = services.filter(
    one => `${one.name} ${one.above} ${one.id}`.toLowerCase().includes(typed) && (!only || one.asked > 0),
  )
  const countOf = (one: Service) =>
    one.asked === 0 ? (
      <span className="quiet">{t('open311:nothing-asked')}</span>
    ) : (
      <span className="number">
        {t('open311:asked', { value: String(one.asked), required: String(one.required) })}
      </span>
    )
  const edit = (one: Service) => (
    <Button
      size="small"
      aria-label={t('open311:edit-of', { name: one.name })}
      onClick={() => setEditing(one.id)}
    >
      {t('open311:edit')}
    </Button>
  )
  const nameOf = (one: Service): ReactNode => (
    <div>
      {one.name}
      <div className="small quiet">
        {one.above} · <code>{one.id}</code>
      </div>
    </div>
  )
  const columns: TableColumnType<Service>[] = phone
    ? [
        {
          key: 'all',
          render: (_, one) => (
            <div className="stack-tight">
              {nameOf(one)}
              <div className="row-between">
                {countOf(one)} {edit(one)}
              </div>
            </div>
          ),
        },
      ]
    : [
        { key: 'service', title: t('open311:column.service'), render: (_, one) => nameOf(one) },
        { key: 'asked', title: t('open311:column.asked'), width: 240, render: (_, one) => countOf(one) },
        { key: 'edit', width: 90, render: (_, one) => edit(one) },
      ]
  return (
    <div className="panel stack-tight">
      <p className="quiet">{t('open311:intro')}</p>
      <p className="small quiet">{t('open311:who-sees')}</p>
      <div className="row">
        <Input
          allowClear
          value={search.words ?? ''}
          placeholder={t('open311:find')}
          aria-label={t('open311:find')}
          style={{ width: 260, maxWidth: '100%' }}
          onChange={event => change({ words: event.target.value || undefined })}
        />
        <span className="row">
          <Switch
            checked={only}
            aria-label={t('open311:only-asked')}
            onChange={checked => change({ asked: checked ? 'true' : undefined })}
          />
          {t('open311:only-asked')}
        </span>
      </div>
      <Table<Service>
        rowKey="id"
        size="small"
        columns={columns}
        showHeader={!phone}
        dataSource={shown}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{
          emptyText: <Nothing title={t('open311:empty')} next={t('open311:empty-next')} />,
        }}
      />
      {editing !== null && (
        <AttributeDrawer
          key={editing}
          categoryId={editing}
          name={names.category(editing)}
          onClose={() => setEditing(null)}
        />
      )}
    </div>
  )
}
