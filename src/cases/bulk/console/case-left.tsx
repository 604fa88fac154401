import { Link } from '@tanstack/react-router'
import type { BulkCause } from '#cases/bulk/bulk.contract.ts'
import { useWords } from '#console/kit/language.ts'

interface Left {
  caseId: string
  code: string | null
  cause: BulkCause | null
}

/** Cases that were left, with the reason of each. */
export function CaseLeft({ items }: { items: readonly Left[] }) {
  const { t } = useWords()
  return (
    <ul className="plain-list bulk-left" aria-label={t('bulk:left')}>
      {items.map(one => (
        <li key={one.caseId}>
          {one.code ? (
            <Link to={`/cases/${one.caseId}`} className="linklike number" preload={false}>
              {one.code}
            </Link>
          ) : (
            <span className="quiet">{t('bulk:unseen')}</span>
          )}{' '}
          <span className="quiet">{one.cause?.message}</span>
        </li>
      ))}
    </ul>
  )
}
