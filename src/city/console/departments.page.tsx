import { Button, Input, Select, Table, Tag } from 'antd'
import { useDeferredValue, useMemo, useState } from 'react'
import type { Department } from '#city/department.contract.ts'
import { useCityNames, useDepartments, useDuties } from '#console/kit/city.ts'
import { nameIn, useWords } from '#console/kit/language.ts'
import { Loading, Nothing } from '#console/kit/notices.tsx'
import { useFilters } from '#console/kit/use-search.ts'
import { DepartmentDrawer } from './department-drawer.tsx'
import { type Branch, hasWords, treeOf } from './tree.rules.ts'
import './city.css'

/** All departments as a tree, with who can be called. */
export function Page() {
  const { t, language } = useWords()
  const [search, change] = useFilters()
  const names = useCityNames()
  const departments = useDepartments()
  const duties = useDuties()
  const [typed, setTyped] = useState(search.words ?? '')
  const words = useDeferredValue(typed)
  const { kind } = search
  const tree = useMemo(
    () =>
      treeOf(
        departments ?? [],
        words || kind
          ? one =>
              (!kind || one.kind === kind) &&
              hasWords(`${one.name} ${one.nameEnglish} ${one.phone ?? ''} ${one.address ?? ''}`, words)
          : undefined,
      ),
    [departments, words, kind],
  )
  if (!departments) return <Loading rows={12} />
  const kinds = [...new Set(departments.map(one => one.kind))].sort()
  const kindName = (one: string) => t(`city:kind.${one}`, { defaultValue: one })
  const hosted = new Map<string, number>()
  for (const one of duties ?? [])
    if (one.hostDepartmentId) hosted.set(one.hostDepartmentId, (hosted.get(one.hostDepartmentId) ?? 0) + 1)
  return (
    <div className="stack">
      <search className="panel filters">
        <Input
          allowClear
          value={typed}
          style={{ width: 220 }}
          placeholder={t('city:filter.department')}
          aria-label={t('city:filter.department')}
          onChange={event => {
            setTyped(event.target.value)
            change({ words: event.target.value || undefined })
          }}
        />
        <Select
          allowClear
          value={kind ?? null}
          placeholder={t('city:field.kind')}
          aria-label={t('city:field.kind')}
          popupMatchSelectWidth={false}
          options={kinds.map(value => ({ value, label: kindName(value) }))}
          onChange={(value: string | null) => change({ kind: value ?? undefined })}
        />
      </search>
      <div className="panel">
        <Table<Branch<Department>>
          key={`${words}${kind ?? ''}`}
          rowKey="id"
          size="small"
          dataSource={tree}
          pagination={false}
          expandable={{ defaultExpandAllRows: true }}
          locale={{ emptyText: <Nothing title={t('city:empty.department')} next={t('city:empty.next')} /> }}
          columns={[
            {
              key: 'name',
              title: t('city:field.name'),
              render: (_, one) => (
                <>
                  <Button type="link" className="cell-link" onClick={() => change({ department: one.id })}>
                    {nameIn(language, one)}
                  </Button>{' '}
                  {!one.active && <Tag>{t('city:closed')}</Tag>}
                </>
              ),
            },
            {
              key: 'kind',
              title: t('city:field.kind'),
              width: 140,
              responsive: ['md'],
              render: (_, one) => kindName(one.kind),
            },
            {
              key: 'region',
              title: t('city:field.regionId'),
              width: 140,
              responsive: ['lg'],
              render: (_, one) => names.region(one.regionId),
            },
            {
              key: 'phone',
              title: t('city:field.phone'),
              width: 150,
              responsive: ['sm'],
              render: (_, one) =>
                one.phone && (
                  <a className="linklike number" href={`tel:${one.phone}`}>
                    {one.phone}
                  </a>
                ),
            },
            {
              key: 'duties',
              title: t('city:column.duties'),
              width: 90,
              align: 'end',
              responsive: ['md'],
              render: (_, one) =>
                hosted.has(one.id) && (
                  <a className="linklike number" href={`/duties?departmentId=${one.id}`}>
                    {hosted.get(one.id)}
                  </a>
                ),
            },
          ]}
        />
      </div>
      {search.department && (
        <DepartmentDrawer
          key={search.department}
          of={departments.find(one => one.id === search.department)}
          onClose={() => change({ department: undefined })}
        />
      )}
    </div>
  )
}
