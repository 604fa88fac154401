import { Button, Result } from 'antd'
import { useWords } from '#console/kit/language.ts'
import { ProblemNotice } from '#console/kit/notices.tsx'

/** A page that broke: the rest stands, what was typed is kept as a draft. */
export function ErrorPage({ error, reset }: { error: unknown; reset(): void }) {
  const { t } = useWords()
  return (
    <Result
      status="warning"
      title={t('shell:broken.title')}
      subTitle={t('shell:broken.next')}
      extra={
        <div className="row" style={{ justifyContent: 'center' }}>
          <Button type="primary" onClick={reset}>
            {t('shell:broken.again')}
          </Button>
          <Button onClick={() => window.location.reload()}>{t('shell:broken.reload')}</Button>
        </div>
      }
    >
      <ProblemNotice error={error} />
    </Result>
  )
}

/** An address that leads nowhere. */
export function NotFoundPage() {
  const { t } = useWords()
  return (
    <Result
      status="404"
      title={t('shell:lost.title')}
      subTitle={t('shell:lost.next')}
      extra={<Button href="/">{t('shell:denied.home')}</Button>}
    />
  )
}
