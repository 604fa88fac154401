import { Link } from '@tanstack/react-router'
import { Button, Rate } from 'antd'
import type { CaseAction } from '#cases/case-words.contract.ts'
import { useWords } from '#console/kit/language.ts'
import { Moment } from '#console/kit/moments.tsx'
import { ProblemNotice } from '#console/kit/notices.tsx'
import { useMay } from '#console/kit/session.ts'
import { StateTag } from '#console/kit/state-tag.tsx'
import { useRepeatsOf, useTogether } from './repeat-calls.ts'
import { RepeatCard } from './repeat-card.tsx'

interface Props {
  of: { caseId: string; mergedInto: string | null; people: number; actions: readonly CaseAction[] }
  /** Opens the merge with the other case filled in. */
  onMerge(into: string): void
}

/** Everybody who brought the matter in: the lead case, and those merged into it with what each of them said and how they rated. */
function Together({ of }: { of: Props['of'] }) {
  const { t } = useWords()
  const found = useTogether(of.caseId)
  if (found.error) return <ProblemNotice error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return null
  const { lead, people, members } = found.data
  return (
    <section className="panel stack-tight" aria-label={t('repeats:together')}>
      <div className="row-between">
        <h2>{t('repeats:together')}</h2>
        <span className="number">{t('repeats:people', { value: String(people) })}</span>
      </div>
      {lead.caseId !== of.caseId && (
        <p>
          {t('repeats:led-by')}{' '}
          <Link to={`/cases/${lead.caseId}`} className="linklike number">
            {lead.code}
          </Link>
        </p>
      )}
      <ul className="plain-list stack-tight">
        {members.map(one => (
          <li key={one.caseId}>
            <div className="row-between">
              <span className="row" style={{ gap: 4 }}>
                <Link to={`/cases/${one.caseId}`} className="linklike number">
                  {one.code}
                </Link>
                <StateTag state={one.state} disposition={null} />
                {one.reporterName}
              </span>
              <span className="small quiet">
                <Moment at={one.reportedAt} />
              </span>
            </div>
            <div className="two-lines small">{one.excerpt ?? t('kit:masked')}</div>
            {one.rating !== null && <Rate disabled value={one.rating} style={{ fontSize: 14 }} />}
          </li>
        ))}
      </ul>
      {people - 1 > members.length && (
        <p className="small quiet">{t('repeats:more', { value: String(people - 1 - members.length) })}</p>
      )}
    </section>
  )
}

function Likely({ of, onMerge }: Props) {
  const { t } = useWords()
  const found = useRepeatsOf(of.caseId)
  const items = found.data?.items ?? []
  if (items.length === 0) return null
  return (
    <section className="panel stack-tight" aria-label={t('repeats:title')}>
      <h2>{t('repeats:title')}</h2>
      <ul className="plain-list stack-tight">
        {items.map(one => (
          <li key={one.caseId}>
            <RepeatCard one={one}>
              {one.mergeable && (
                <Button
                  size="small"
                  aria-label={t('repeats:merge-of', { code: one.code })}
                  onClick={() => onMerge(one.caseId)}
                >
                  {t('repeats:merge')}
                </Button>
              )}
            </RepeatCard>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** On the page of a case: who else brought it in, and which other cases may be the same. */
export function TogetherPanel({ of, onMerge }: Props) {
  const search = useMay('cases:search')
  return (
    <>
      {(of.people > 1 || of.mergedInto !== null) && <Together of={of} />}
      {search && of.actions.includes('merge') && <Likely of={of} onMerge={onMerge} />}
    </>
  )
}
