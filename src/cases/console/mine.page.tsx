import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { OwnMessages } from '#cases/inbox/console/own-messages.tsx'
import { useWords } from '#console/kit/language.ts'
import { Moment } from '#console/kit/moments.tsx'
import { Loading, Nothing, ProblemNotice } from '#console/kit/notices.tsx'
import { stringifySearch } from '#console/kit/search.rules.ts'
import { StateTag } from '#console/kit/state-tag.tsx'
import { useOwnCases } from './case-calls.ts'

/** What the signed-in citizen reported. */
export function Page() {
  const { t } = useWords()
  const own = useOwnCases()
  if (own.error) return <ProblemNotice error={own.error} retry={() => void own.refetch()} />
  if (!own.data) return <Loading />
  return (
    <div className="stack">
      <div className="row-between">
        <h1 className="public-title">{t('cases:page.mine')}</h1>
        <Button type="primary" href="/public/report">
          {t('cases:page.report')}
        </Button>
      </div>
      <OwnMessages />
      {own.data.items.length === 0 && (
        <Nothing title={t('cases:mine.empty')} next={t('cases:mine.empty-next')} />
      )}
      {own.data.items.map(one => (
        <article key={one.caseId} className="panel stack-tight">
          <div className="row-between">
            {one.followUpCode ? (
              <Link
                to={`/public/follow${stringifySearch({ code: one.followUpCode })}`}
                className="linklike number"
                preload={false}
              >
                {one.code}
              </Link>
            ) : (
              <strong className="number">{one.code}</strong>
            )}
            <StateTag state={one.state} disposition={one.disposition} />
          </div>
          <p className="two-lines">{one.subject || one.excerpt}</p>
          <p className="small quiet">
            <Moment at={one.reportedAt} />
          </p>
        </article>
      ))}
    </div>
  )
}
