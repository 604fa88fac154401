import { Button, Select } from 'antd'
import { useWords } from '#console/kit/language.ts'
import { Loading, Nothing, ProblemNotice } from '#console/kit/notices.tsx'
import { useFilters } from '#console/kit/use-search.ts'
import { useAlgorithms } from '#kernel/console/decision-calls.ts'
import { guardKinds } from '#kernel/guard/guard-page.contract.ts'
import { useGuardItems } from './guard-calls.ts'
import { GuardItemView } from './guard-item.tsx'
import { GuardStatisticsView } from './guard-statistics.tsx'
import './guard.css'

/** What the guard found, masked, flagged and refused: counts, and the decisions with their words masked. */
export function Page() {
  const { t, language } = useWords()
  const [search, change] = useFilters()
  const algorithms = useAlgorithms() ?? []
  const { days: _, ...filter } = search
  const list = useGuardItems(filter)
  const titleOf = (id: string) => {
    const found = algorithms.find(one => one.id === id)
    return found ? (language === 'en' ? found.title.en : found.title.zh) : id
  }
  return (
    <div className="stack">
      <p className="quiet">{t('guard:intro')}</p>
      <GuardStatisticsView />
      <search className="panel filters">
        <Select
          allowClear
          value={search.kind ?? null}
          placeholder={t('guard:kind')}
          aria-label={t('guard:kind')}
          options={guardKinds.map(value => ({ value, label: t(`guard:kinds.${value}`) }))}
          onChange={(value: string | null) => change({ kind: value ?? undefined })}
        />
        <Select
          allowClear
          value={search.algorithm ?? null}
          placeholder={t('guard:algorithm')}
          aria-label={t('guard:algorithm')}
          popupMatchSelectWidth={false}
          options={algorithms.map(one => ({
            value: one.id,
            label: language === 'en' ? one.title.en : one.title.zh,
          }))}
          onChange={(value: string | null) => change({ algorithm: value ?? undefined })}
        />
      </search>
      {list.error && <ProblemNotice error={list.error} retry={() => void list.refetch()} />}
      {!list.items && !list.error && <Loading rows={8} />}
      {list.items?.length === 0 && <Nothing title={t('guard:empty')} next={t('guard:empty-next')} />}
      {list.items && list.items.length > 0 && (
        <ul className="guard-list stack">
          {list.items.map(item => (
            <GuardItemView key={item.decisionId} item={item} title={titleOf(item.algorithm)} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <Button block loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('guard:more')}
        </Button>
      )}
    </div>
  )
}
