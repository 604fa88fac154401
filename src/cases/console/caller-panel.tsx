import { Link } from '@tanstack/react-router'
import { useWords } from '#console/kit/language.ts'
import { Moment } from '#console/kit/moments.tsx'
import { ProblemNotice } from '#console/kit/notices.tsx'
import { StateTag } from '#console/kit/state-tag.tsx'
import { useSettled } from '#console/kit/use-later.ts'
import { useCallerHistory } from './case-calls.ts'
import { worthLookUp } from './intake.rules.ts'

/** What came from this number before, while the caller is on the line. */
export function CallerPanel({ phone }: { phone: string }) {
  const { t } = useWords()
  const settled = useSettled(phone.trim(), 350)
  const history = useCallerHistory(worthLookUp(settled) ? settled : null)
  const items = history.data?.items
  if (!worthLookUp(phone)) return null
  return (
    <section className="panel stack-tight" aria-label={t('cases:caller.title')}>
      <h2>{t('cases:caller.title')}</h2>
      {history.error && <ProblemNotice error={history.error} />}
      {items?.length === 0 && <p className="quiet">{t('cases:caller.none')}</p>}
      <ul className="plain-list stack-tight">
        {items?.slice(0, 6).map(one => (
          <li key={one.caseId}>
            <div className="row-between">
              <Link to={`/cases/${one.caseId}`} target="_blank" className="linklike number">
                {one.code}
              </Link>
              <span className="row small quiet">
                <Moment at={one.reportedAt} />
                <StateTag state={one.state} disposition={one.disposition} />
              </span>
            </div>
            <div className="two-lines small">{one.subject || one.excerpt}</div>
          </li>
        ))}
      </ul>
    </section>
  )
}
