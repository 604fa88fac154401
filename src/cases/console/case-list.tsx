import { Button } from 'antd'
import type { ReactNode } from 'react'
import type { CaseSummary } from '#cases/case.contract.ts'
import { CaseTable } from '#console/kit/case-table.tsx'
import { useWords } from '#console/kit/language.ts'
import { Loading, ProblemNotice } from '#console/kit/notices.tsx'
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
      <CaseTable
        items={list.items}
        loading={list.isPlaceholderData}
        empty={empty}
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
