import { useWords } from '#console/kit/language.ts'
import { Moment } from '#console/kit/moments.tsx'
import { Loading, ProblemNotice } from '#console/kit/notices.tsx'
import { FeedMonths } from './feed-months.tsx'
import { usePublication } from './publication-calls.ts'
import { PublicationForm } from './publication-form.tsx'

/** What everybody may read without signing in, and how many cases are held back for it. */
export function Page() {
  const { t } = useWords()
  const found = usePublication()
  if (found.error && !found.data)
    return <ProblemNotice error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <Loading rows={12} />
  const { smallestGroup, openData, changedAt, changedBy } = found.data
  return (
    <div className="stack">
      <p className="quiet">
        {t('feeds:intro')}{' '}
        {changedAt && (
          <span className="number">
            {t('feeds:changed-by', { name: changedBy ?? '' })} <Moment at={changedAt} />
          </span>
        )}
      </p>
      <PublicationForm held={found.data} />
      <FeedMonths smallestGroup={smallestGroup} isOn={openData} />
    </div>
  )
}
