import { Link } from '@tanstack/react-router'
import { useWords } from '#console/kit/language.ts'
import { Moment } from '#console/kit/moments.tsx'
import { Loading, ProblemNotice } from '#console/kit/notices.tsx'
import type { MailDetail } from '../mail.contract.ts'
import { useMail } from './mail-calls.ts'
import { MailDecision } from './mail-decision.tsx'

function Files({ of }: { of: MailDetail }) {
  const { t } = useWords()
  if (of.files.length === 0) return null
  return (
    <section className="stack-tight">
      <h3>{t('mail:files')}</h3>
      <ul className="plain-list">
        {of.files.map((file, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two files of a mail may have one name; their order never changes.
          <li key={place}>
            {file.name || t('mail:file')}
            <div className="small quiet">{file.fault ?? t('mail:file-kept')}</div>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** One mail: from whom, what it says, why it is here, and what can be done. */
export function MailView({ mailId }: { mailId: string }) {
  const { t } = useWords()
  const found = useMail(mailId)
  if (found.error) return <ProblemNotice error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <Loading rows={6} />
  const { data: mail } = found
  return (
    <div className="panel stack-tight">
      <h2>{mail.subject ?? t('mail:out-of-sight')}</h2>
      <p className="small quiet">
        {mail.from ? `${mail.fromName ?? ''} <${mail.from}>` : (mail.sender ?? t('mail:erased'))} ·{' '}
        <Moment at={mail.arrivedAt} />
      </p>
      {mail.reason && <p>{t(`mail:why.${mail.reason}`)}</p>}
      {mail.note && <p className="quiet">{t('mail:discarded-because', { reason: mail.note })}</p>}
      {mail.caseId && (
        <p>
          <Link to={`/cases/${mail.caseId}`}>
            {t('mail:case')} <span className="number code">{mail.code}</span>
          </Link>
        </p>
      )}
      <MailDecision of={mail} />
      {mail.text && <p className="said">{mail.text}</p>}
      <Files of={mail} />
    </div>
  )
}
