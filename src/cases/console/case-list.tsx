import { Button } from 'antd'
import type { ReactNode } from 'react'
import { BulkBar } from '#cases/bulk/console/bulk-bar.tsx'
import { RecentBulks } from '#cases/bulk/console/recent-bulks.tsx'
import { useSelection } from '#cases/bulk/console/use-selection.ts'
import type { CaseSummary } from '#cases/case.contract.ts'
import { CaseTable } from '#console/kit/case-table.tsx'
import { useWords } from '#console/kit/language.ts'
import { Loading, ProblemNotice } from '#console/kit/notices.tsx'
import { useMay } from '#console/kit/session.ts'
import { useCaseList } from './case-calls.ts'

interface Props {
  filter: Record<string, string>
  empty: ReactNode
  hide?: readonly string[]
  onChoose?(one: CaseSummary | null): void
}

/** A list of cases with its count, more on demand. */
export function CaseList({ filter, empty, hide, onChoose }: Props) {
  const { t, language } = useWords()
  const list = useCaseList(filter)
  const mayBulk = useMay('cases:bulk')
  const selection = useSelection(filter)
  if (list.error && !list.items) return <ProblemNotice error={list.error} retry={() => void list.refetch()} />
  if (!list.items) return <Loading rows={12} />
  const count = list.count
  return (
    <div className="stack-tight">
      {count && (
        <p className="small quiet number" role="status">
          {t(count.more ? 'cases:count.more' : 'cases:count.exact', {
            value: new Intl.NumberFormat(language).format(count.value),
          })}
        </p>
      )}
      {mayBulk && <RecentBulks />}
      {mayBulk && count && <BulkBar selection={selection} filter={filter} count={count} />}
      <CaseTable
        items={list.items}
        loading={list.isPlaceholderData}
        empty={empty}
        {...(mayBulk ? { selection } : {})}
        {...(hide ? { hide } : {})}
        {...(onChoose ? { onChoose } : {})}
      />
      {list.hasNextPage && (
        <Button block loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('cases:more')}
        </Button>
      )}
    </div>
  )
}
