import { Collapse } from 'antd'
import { useWords } from '#console/kit/language.ts'
import { Loading, Nothing, ProblemNotice } from '#console/kit/notices.tsx'
import { useFilters } from '#console/kit/use-search.ts'
import type { PublicRecord } from '../register.contract.ts'
import { RecordView, Standing } from './record-view.tsx'
import { useRegister } from './register-calls.ts'

function Links({ of }: { of: PublicRecord }) {
  const { t } = useWords()
  if (of.content === null) return null
  const base = `/api/register/${encodeURIComponent(of.algorithm.id)}`
  return (
    <p className="small">
      <a className="linklike" href={`${base}/atrs`}>
        {t('register:as-atrs')}
      </a>{' '}
      <a className="linklike" href={`${base}/algoritmeregister`}>
        {t('register:as-dutch')}
      </a>
    </p>
  )
}

/** What algorithms the city uses, for what, under whose responsibility, and how to object. */
export function Page() {
  const { t, language } = useWords()
  const found = useRegister()
  const [search, change] = useFilters()
  if (found.error && !found.data)
    return <ProblemNotice error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <Loading rows={6} />
  const { items } = found.data
  return (
    <div className="stack">
      <h1 className="public-title">{t('register:page.public')}</h1>
      <p>{t('register:intro')}</p>
      {items.length === 0 && <Nothing title={t('register:none')} next={t('register:none-next')} />}
      <Collapse
        activeKey={search.algorithm ? [search.algorithm] : []}
        onChange={keys => change({ algorithm: keys.at(-1) })}
        items={items.map(one => ({
          key: one.algorithm.id,
          label: (
            <span className="row-between">
              <strong>{one.algorithm.title[language === 'en' ? 'en' : 'zh']}</strong> <Standing of={one} />
            </span>
          ),
          children: (
            <>
              <RecordView of={one} />
              <Links of={one} />
            </>
          ),
        }))}
      />
    </div>
  )
}
