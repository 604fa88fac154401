import { Link } from '@tanstack/react-router'
import { useWords } from '#console/kit/language.ts'
import { Moment } from '#console/kit/moments.tsx'
import { useMay } from '#console/kit/session.ts'
import { GuardFindings } from './finding-words.tsx'
import type { GuardItem } from './guard-calls.ts'

/** One decision of which the guard had something to say: when, of which algorithm, what, and the masked words. */
export function GuardItemView({ item, title }: { item: GuardItem; title: string }) {
  const { t } = useWords()
  const opens = useMay('decisions:read')
  return (
    <li className="panel stack-tight">
      <div className="row">
        {opens ? (
          <Link to={`/decisions/${item.decisionId}`} className="linklike number">
            <Moment at={item.at} />
          </Link>
        ) : (
          <span className="number">
            <Moment at={item.at} />
          </span>
        )}
        <span>{title}</span>
        {item.outcome === 'refused' && <strong>{t('guard:refused')}</strong>}
      </div>
      <GuardFindings item={item} />
      <p className="guard-excerpt">
        {item.excerpt ?? <span className="quiet">{t('guard:content-erased')}</span>}
      </p>
    </li>
  )
}
