import { Button, Table, Tag } from 'antd'
import { useMemo } from 'react'
import type { Category } from '#city/category.contract.ts'
import { useCategories, useDuties } from '#console/kit/city.ts'
import { nameIn, useWords } from '#console/kit/language.ts'
import { Loading, Nothing } from '#console/kit/notices.tsx'
import { useMay } from '#console/kit/session.ts'
import { useFilters } from '#console/kit/use-search.ts'
import { AddCategory } from './add-category.tsx'
import { CategoryDrawer } from './category-drawer.tsx'
import { ListHead } from './list-head.tsx'
import { type Branch, hasWords, treeOf, upFrom } from './tree.rules.ts'
import { useFocusBack } from './use-focus-back.ts'
import './city.css'

/** How many duties belong to each category and those below it. */
function useDutyCounts(categories: readonly Category[] | undefined): ReadonlyMap<string, number> {
  const duties = useDuties()
  return useMemo(() => {
    const counts = new Map<string, number>()
    for (const duty of duties ?? [])
      for (const id of upFrom(categories ?? [], duty.categoryId)) counts.set(id, (counts.get(id) ?? 0) + 1)
    return counts
  }, [duties, categories])
}

/** The taxonomy in three levels. */
export function Page() {
  const { t, language } = useWords()
  const [search, change] = useFilters()
  const categories = useCategories()
  const counts = useDutyCounts(categories)
  const mayEdit = useMay('city:edit')
  const words = search.words ?? ''
  const isAdding = mayEdit && search.add === 'true'
  useFocusBack(isAdding || search.category !== undefined)
  const tree = useMemo(
    () =>
      treeOf(
        categories ?? [],
        words ? one => hasWords(`${one.name} ${one.nameEnglish} ${one.id}`, words) : undefined,
      ),
    [categories, words],
  )
  if (!categories) return <Loading rows={12} />
  const chosen = categories.find(one => one.id === search.category)
  return (
    <div className="stack">
      <ListHead label={t('city:filter.category')} add={mayEdit ? 'city:add.category' : null} />
      <div className="panel">
        <Table<Branch<Category>>
          // Found rows are opened, and a new one must not hide under its parent.
          key={`${words}${categories.length}`}
          rowKey="id"
          size="small"
          dataSource={tree}
          pagination={false}
          expandable={
            words
              ? { defaultExpandAllRows: true }
              : { defaultExpandedRowKeys: [...upFrom(categories, search.category ?? null)] }
          }
          locale={{
            emptyText:
              categories.length === 0 ? (
                <Nothing
                  title={t('city:none.categories')}
                  {...(mayEdit ? { next: t('city:none.next') } : {})}
                />
              ) : (
                <Nothing title={t('city:empty.category')} next={t('city:empty.next')} />
              ),
          }}
          columns={[
            {
              key: 'name',
              title: t('city:field.name'),
              render: (_, one) => (
                <>
                  <Button type="link" className="cell-link" onClick={() => change({ category: one.id })}>
                    {nameIn(language, one)}
                  </Button>{' '}
                  {one.validTo && <Tag color="gold">{t('city:entry-ends-on', { date: one.validTo })}</Tag>}
                </>
              ),
            },
            {
              key: 'id',
              title: t('city:field.id'),
              responsive: ['md'],
              render: (_, one) => <code className="small quiet">{one.id}</code>,
            },
            {
              key: 'duties',
              title: t('city:page.duties'),
              width: 110,
              align: 'end',
              render: (_, one) =>
                counts.has(one.id) && (
                  <a className="linklike number" href={`/duties?categoryId=${one.id}`}>
                    {counts.get(one.id)}
                  </a>
                ),
            },
          ]}
        />
      </div>
      {isAdding && (
        <AddCategory
          below={chosen}
          onClose={() => change({ add: undefined })}
          onAdded={category => change({ add: undefined, category })}
        />
      )}
      {search.category && !isAdding && (
        <CategoryDrawer
          key={search.category}
          of={chosen}
          duties={counts.get(search.category) ?? 0}
          onClose={() => change({ category: undefined })}
        />
      )}
    </div>
  )
}
