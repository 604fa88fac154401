import { Alert, Button } from 'antd'
import type { ImportDetail } from '#cases/imports.contract.ts'
import { useWords } from '#console/kit/language.ts'
import { Moment } from '#console/kit/moments.tsx'
import { useMay } from '#console/kit/session.ts'
import { Counts } from './counts.tsx'
import { rejectedUrl } from './import-calls.ts'

/** How the import ended, what was not taken, and what to do next. */
export function Ended({ of }: { of: ImportDetail }) {
  const { t, language } = useWords()
  const mayTrain = useMay('models:read')
  const mayRead = useMay('cases:search')
  const rejected = of.counts?.rejected ?? 0
  return (
    <section className="panel stack">
      <Alert
        showIcon
        type={of.state === 'done' ? 'success' : of.state === 'failed' ? 'error' : 'info'}
        title={t(`import:ended.${of.state}`)}
        description={of.error?.message ?? t(`import:ended-note.${of.state}`)}
      />
      {of.counts && <Counts of={of.counts} />}
      {of.unsearched > 0 && <p className="quiet">{t('import:unsearched', { count: of.unsearched })}</p>}
      <div className="row">
        {rejected > 0 && !of.removedAt && (
          <Button href={rejectedUrl(of.importId, language)} download>
            {t('import:download')}
          </Button>
        )}
        {mayRead && <Button href="/cases?channel=import">{t('import:see-cases')}</Button>}
        {mayTrain && (
          <Button type="primary" href="/models">
            {t('import:train')}
          </Button>
        )}
        <Button href="/imports">{t('import:another')}</Button>
      </div>
      {!mayTrain && of.state === 'done' && <p className="quiet">{t('import:ask-train')}</p>}
      <p className="small quiet">
        {of.removedAt ? (
          <>
            {t('import:removed')} <Moment at={of.removedAt} />
          </>
        ) : (
          t('import:kept')
        )}
      </p>
    </section>
  )
}
