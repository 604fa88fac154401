import { Button } from 'antd'
import { useWords } from '#console/kit/language.ts'
import { ProblemNotice } from '#console/kit/notices.tsx'
import { useContact, useEndContact } from './contact-calls.ts'

/** How the citizen of a report is told, and the way out of it. */
export function PublicNotices({ code }: { code: string }) {
  const { t } = useWords()
  const contact = useContact(code)
  const end = useEndContact(code)
  const view = contact.data
  if (!view?.channel) return null
  return (
    <section className="panel stack-tight" aria-live="polite">
      <h2>{t('inbox:contact.title')}</h2>
      {end.error && <ProblemNotice error={end.error} />}
      {view.ended ? (
        <p className="quiet">{t('inbox:contact.ended')}</p>
      ) : (
        <>
          <p>{t(`inbox:contact.told.${view.channel}`, { address: view.address ?? '' })}</p>
          <Button block loading={end.isPending} onClick={() => end.mutate()}>
            {t('inbox:contact.end')}
          </Button>
        </>
      )}
    </section>
  )
}
