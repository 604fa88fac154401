import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useWords } from '#console/kit/language.ts'
import { Moment } from '#console/kit/moments.tsx'
import { Loading, ProblemNotice } from '#console/kit/notices.tsx'
import { useMay } from '#console/kit/session.ts'
import { useOmissions } from './label-calls.ts'

/** What went out without its visible label: who asked, for whom and why. */
export function Omissions() {
  const { t } = useWords()
  const may = useMay('guard:read')
  const opens = useMay('decisions:read')
  const list = useOmissions(may)
  if (!may) return null
  return (
    <section className="panel stack-tight">
      <h2>{t('label:omissions')}</h2>
      <p className="small quiet">{t('label:omissions-note')}</p>
      {list.error && <ProblemNotice error={list.error} retry={() => void list.refetch()} />}
      {!list.items && !list.error && <Loading rows={3} />}
      {list.items?.length === 0 && <p className="quiet">{t('label:omissions-none')}</p>}
      <ul className="plain-list stack">
        {list.items?.map(one => (
          <li key={one.omissionId} className="stack-tight">
            <div className="row-between">
              <strong>{one.receiver ?? t('kit:masked')}</strong>
              <span className="small quiet number">
                <Moment at={one.at} />
              </span>
            </div>
            <p className="small">{one.reason ?? t('kit:masked')}</p>
            <p className="small quiet">
              {t('label:omitted-by', { account: one.byAccount, format: one.format })}{' '}
              {opens && (
                <Link to={`/decisions/${one.decisionId}`} className="linklike">
                  {t('label:open-decision')}
                </Link>
              )}
            </p>
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button block loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('label:more')}
        </Button>
      )}
    </section>
  )
}
