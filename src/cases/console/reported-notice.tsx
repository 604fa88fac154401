import { Link } from '@tanstack/react-router'
import { Alert, Typography } from 'antd'
import { useWords } from '#console/kit/language.ts'
import type { Intent } from './intake.rules.ts'

export interface Reported {
  caseId: string
  code: string
  followUpCode: string
  intent: Intent
}

/** What became of the last report, with the code that is read out to the caller. */
export function ReportedNotice({ last, onClose }: { last: Reported; onClose(): void }) {
  const { t } = useWords()
  return (
    <Alert
      type="success"
      showIcon
      role="status"
      closable={{ onClose }}
      title={
        <>
          {t(`cases:reported.${last.intent}`)}{' '}
          <Link to={`/cases/${last.caseId}`} className="linklike number">
            {last.code}
          </Link>
        </>
      }
      description={
        <>
          {t('cases:reported.follow-up')}{' '}
          <Typography.Text code copyable className="number">
            {last.followUpCode}
          </Typography.Text>
        </>
      }
    />
  )
}
