import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useWords } from '#console/kit/language.ts'
import { Moment } from '#console/kit/moments.tsx'
import { stringifySearch } from '#console/kit/search.rules.ts'
import { useInbox, useMarkAll } from './inbox-calls.ts'
import './inbox.css'

const shown = 5

/** What a signed-in citizen has not read yet about the own reports. */
export function OwnMessages() {
  const { t } = useWords()
  const unread = useInbox('unread')
  const markAll = useMarkAll()
  const rows = unread.data?.pages[0]?.items ?? []
  const first = rows[0]
  if (!first) return null
  return (
    <section className="panel stack-tight" aria-label={t('inbox:page.inbox')}>
      <div className="row-between">
        <h2>{t('inbox:page.inbox')}</h2>
        <Button size="small" loading={markAll.isPending} onClick={() => markAll.mutate(first.messageId)}>
          {t('inbox:mark-all')}
        </Button>
      </div>
      <ul className="inbox-list">
        {rows.slice(0, shown).map(one => (
          <li key={one.messageId} className="inbox-row">
            <span className="inbox-dot" role="img" aria-label={t('inbox:unread')} />
            <div>
              {one.followUpCode ? (
                <a
                  href={`/public/follow${stringifySearch({ code: one.followUpCode })}`}
                  className="linklike inbox-title"
                >
                  {one.title}
                </a>
              ) : (
                <span className="inbox-title">{one.title}</span>
              )}
              <div className="small">{one.text}</div>
            </div>
            <span className="small quiet number">
              <Moment at={one.at} />
            </span>
          </li>
        ))}
      </ul>
      {rows.length > shown && (
        <Link to="/inbox" className="linklike">
          {t('inbox:more')}
        </Link>
      )}
    </section>
  )
}
