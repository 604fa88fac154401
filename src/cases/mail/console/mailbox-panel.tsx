import { Alert } from 'antd'
import { useWords } from '#console/kit/language.ts'
import { Moment } from '#console/kit/moments.tsx'
import type { MailOverview } from '../mail.contract.ts'

/** Which mailbox is read, whether it can be, and how much waits. */
export function MailboxPanel({ of }: { of: MailOverview }) {
  const { t, language } = useWords()
  const number = (value: number) => new Intl.NumberFormat(language).format(value)
  return (
    <section className="panel stack-tight" aria-label={t('mail:mailbox')}>
      <p className="quiet">{of.mailbox === null ? t('mail:not-configured') : t('mail:intro')}</p>
      {of.mailbox !== null && (
        <p>
          <code>{of.mailbox}</code>{' '}
          <span className="small quiet">
            {of.readAt === null ? t('mail:never-read') : t('mail:read')}{' '}
            {of.readAt && <Moment at={of.readAt} />}
          </span>
        </p>
      )}
      {of.failure && <Alert type="error" showIcon role="alert" title={t(`mail:failure.${of.failure}`)} />}
      <p className="small quiet number" role="status">
        {t('mail:counts', {
          person: number(of.person),
          refused: number(of.refused),
          waiting: number(of.waiting),
        })}
      </p>
    </section>
  )
}
