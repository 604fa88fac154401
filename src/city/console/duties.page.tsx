import { Button, Select, Table, Tag } from 'antd'
import { useDeferredValue, useMemo } from 'react'
import type { Duty } from '#city/duty.contract.ts'
import { useCategories, useCityNames } from '#console/kit/city.ts'
import { nameIn, useWords } from '#console/kit/language.ts'
import { listText } from '#console/kit/list-text.ts'
import { Loading, Nothing, ProblemNotice } from '#console/kit/notices.tsx'
import { DepartmentSelect } from '#console/kit/selects.tsx'
import { useMay } from '#console/kit/session.ts'
import { useFilters } from '#console/kit/use-search.ts'
import { AddDuty } from './add-duty.tsx'
import { useDutiesAt } from './city-calls.ts'
import { DateField } from './date-field.tsx'
import { DutyDrawer } from './duty-drawer.tsx'
import { ListHead } from './list-head.tsx'
import { hasWords, upFrom } from './tree.rules.ts'
import { useFocusBack } from './use-focus-back.ts'
import './city.css'

const isDate = (text: string | undefined) => text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text)

/** The duty list (事项清单): who hosts what, on what basis, within what time. */
export function Page() {
  const { t, language } = useWords()
  const [search, change] = useFilters()
  const names = useCityNames()
  const categories = useCategories()
  const list = useDutiesAt(isDate(search.at) ? search.at : undefined)
  const mayEdit = useMay('duties:edit')
  const words = useDeferredValue(search.words ?? '')
  const { departmentId, categoryId, duty } = search
  const isAdding = mayEdit && search.add === 'true'
  useFocusBack(isAdding || duty !== undefined)
  const shown = useMemo(
    () =>
      list.data?.items.filter(
        one =>
          (!departmentId || one.hostDepartmentId === departmentId || one.coHosts.includes(departmentId)) &&
          (!categoryId || upFrom(categories ?? [], one.categoryId).has(categoryId)) &&
          hasWords(`${one.title} ${one.titleEnglish} ${one.description} ${one.id} ${one.legalBasis}`, words),
      ),
    [list.data, departmentId, categoryId, categories, words],
  )
  const titleOf = (one: Duty) => nameIn(language, { name: one.title, nameEnglish: one.titleEnglish })
  const isEmpty = list.data?.items.length === 0 && !search.at
  return (
    <div className="stack">
      <ListHead label={t('city:filter.duty')} add={mayEdit ? 'city:add.duty' : null}>
        <DepartmentSelect
          name={t('city:filter.host')}
          placeholder={t('city:filter.host')}
          value={departmentId ?? null}
          onChange={value => change({ departmentId: value ?? undefined })}
        />
        <Select
          allowClear
          value={categoryId ?? null}
          placeholder={t('city:field.categoryId')}
          aria-label={t('city:field.categoryId')}
          popupMatchSelectWidth={false}
          showSearch={{ optionFilterProp: 'label' }}
          options={(categories ?? [])
            .filter(one => one.level < 3 || one.id === categoryId)
            .map(one => ({
              value: one.id,
              label: `${one.level > 1 ? `${names.category(one.parentId)} · ` : ''}${nameIn(language, one)}`,
            }))}
          onChange={(value: string | null) => change({ categoryId: value ?? undefined })}
        />
        <DateField
          name={t('city:filter.at')}
          placeholder={t('city:filter.at')}
          value={search.at ?? ''}
          onChange={at => change({ at: at || undefined })}
        />
      </ListHead>
      <div className="panel stack-tight">
        {list.error && <ProblemNotice error={list.error} retry={() => void list.refetch()} />}
        {!shown && !list.error && <Loading rows={12} />}
        {shown && (
          <>
            <p className="small quiet number" role="status">
              {t('city:count', { value: shown.length })}
              {search.at && ` · ${t('city:in-force-at', { date: search.at })}`}
            </p>
            <Table<Duty>
              rowKey="id"
              size="small"
              dataSource={shown}
              pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false, size: 'small' }}
              locale={{
                emptyText: isEmpty ? (
                  <Nothing title={t('city:none.duty')} {...(mayEdit ? { next: t('city:none.next') } : {})} />
                ) : (
                  <Nothing title={t('city:empty.duty')} next={t('city:empty.next')} />
                ),
              }}
              columns={[
                {
                  key: 'title',
                  title: t('city:field.duty'),
                  render: (_, one) => (
                    <>
                      <Button type="link" className="cell-link" onClick={() => change({ duty: one.id })}>
                        {titleOf(one)}
                      </Button>{' '}
                      {one.validTo && <Tag color="gold">{t('city:ends-on', { date: one.validTo })}</Tag>}
                      <div className="small quiet">{names.category(one.categoryId)}</div>
                    </>
                  ),
                },
                {
                  key: 'host',
                  title: t('city:field.hostDepartmentId'),
                  render: (_, one) => (
                    <>
                      <div>
                        {one.hostByRegion ? t('city:by-region') : names.department(one.hostDepartmentId)}
                      </div>
                      <div className="small quiet">
                        {listText(
                          [
                            ...one.coHosts.map(names.department),
                            ...(one.coHostByRegion ? [t('city:by-region')] : []),
                          ],
                          language,
                        )}
                      </div>
                    </>
                  ),
                },
                {
                  key: 'limit',
                  title: t('city:field.timeLimitWorkdays'),
                  width: 110,
                  responsive: ['sm'],
                  sorter: (a, b) => a.timeLimitWorkdays - b.timeLimitWorkdays,
                  render: (_, one) => (
                    <>
                      <div className="number">{t('city:workdays', { value: one.timeLimitWorkdays })}</div>
                      {one.urgency !== 'normal' && (
                        <div className="small">{t(`kit:urgency.${one.urgency}`)}</div>
                      )}
                    </>
                  ),
                },
                {
                  key: 'basis',
                  title: t('city:field.legalBasis'),
                  responsive: ['lg'],
                  render: (_, one) => <span className="small quiet two-lines">{one.legalBasis}</span>,
                },
              ]}
            />
          </>
        )}
      </div>
      {isAdding && (
        <AddDuty
          hostDepartmentId={departmentId ?? null}
          onClose={() => change({ add: undefined })}
          onAdded={added => change({ add: undefined, duty: added })}
        />
      )}
      {duty && <DutyDrawer key={duty} dutyId={duty} onClose={() => change({ duty: undefined })} />}
    </div>
  )
}
