import { Button, Result } from 'antd'
import { useWords } from '#console/kit/language.ts'
import { ProblemNotice } from '#console/kit/notices.tsx'
import { useFilters } from '#console/kit/use-search.ts'
import { useOptOut } from './contact-calls.ts'

/** The way out of messages, from the link under each of them. A press is asked for: mail programs open links by themselves. */
export function Page() {
  const { t } = useWords()
  const [search] = useFilters()
  const optOut = useOptOut()
  if (optOut.data)
    return (
      <Result
        status="success"
        title={t('inbox:contact.ended')}
        subTitle={t('inbox:contact.still-follow')}
        extra={
          <Button size="large" href="/public/follow">
            {t('cases:public.follow')}
          </Button>
        }
      />
    )
  return (
    <div className="stack">
      <h1 className="public-title">{t('inbox:page.opt-out')}</h1>
      <p>{t('inbox:contact.opt-out-note')}</p>
      {optOut.error && <ProblemNotice error={optOut.error} />}
      <Button
        type="primary"
        size="large"
        block
        loading={optOut.isPending}
        onClick={() => optOut.mutate(search.code ?? '')}
      >
        {t('inbox:contact.end')}
      </Button>
    </div>
  )
}
