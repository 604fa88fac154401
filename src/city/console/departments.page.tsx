import { Button, Select, Table, Tag } from 'antd'
import { useDeferredValue, useMemo } from 'react'
import type { Department } from '#city/department.contract.ts'
import { useCityNames, useDepartments, useDuties } from '#console/kit/city.ts'
import { nameIn, useWords } from '#console/kit/language.ts'
import { Loading, Nothing } from '#console/kit/notices.tsx'
import { useMay } from '#console/kit/session.ts'
import { useFilters } from '#console/kit/use-search.ts'
import { AddDepartment } from './add-department.tsx'
import { DepartmentDrawer } from './department-drawer.tsx'
import { ListHead } from './list-head.tsx'
import { type Branch, hasWords, treeOf } from './tree.rules.ts'
import { useFocusBack } from './use-focus-back.ts'
import './city.css'

/** All departments as a tree, with who can be called. */
export function Page() {
  const { t, language } = useWords()
  const [search, change] = useFilters()
  const names = useCityNames()
  const departments = useDepartments()
  const duties = useDuties()
  const mayEdit = useMay('city:edit')
  const words = useDeferredValue(search.words ?? '')
  const { kind } = search
  const isAdding = mayEdit && search.add === 'true'
  useFocusBack(isAdding || search.department !== undefined)
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
  const isEmpty = departments.length === 0
  const hosted = new Map<string, number>()
  for (const one of duties ?? [])
    if (one.hostDepartmentId) hosted.set(one.hostDepartmentId, (hosted.get(one.hostDepartmentId) ?? 0) + 1)
  return (
    <div className="stack">
      <ListHead label={t('city:filter.department')} add={mayEdit ? 'city:add.department' : null}>
        <Select
          allowClear
          value={kind ?? null}
          placeholder={t('city:field.kind')}
          aria-label={t('city:field.kind')}
          popupMatchSelectWidth={false}
          options={kinds.map(value => ({ value, label: kindName(value) }))}
          onChange={(value: string | null) => change({ kind: value ?? undefined })}
        />
      </ListHead>
      <div className="panel">
        <Table<Branch<Department>>
          // All rows are opened only when the table appears: a new department must not hide under its parent.
          key={`${words}${kind ?? ''}${departments.length}`}
          rowKey="id"
          size="small"
          dataSource={tree}
          pagination={false}
          expandable={{ defaultExpandAllRows: true }}
          locale={{
            emptyText: isEmpty ? (
              <Nothing
                title={t('city:none.department')}
                {...(mayEdit ? { next: t('city:none.next') } : {})}
              />
            ) : (
              <Nothing title={t('city:empty.department')} next={t('city:empty.next')} />
            ),
          }}
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
      {isAdding && (
        <AddDepartment
          onClose={() => change({ add: undefined })}
          onAdded={department => change({ add: undefined, department })}
        />
      )}
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
