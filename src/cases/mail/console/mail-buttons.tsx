import { Button } from 'antd'
import { useWords } from '#console/kit/language.ts'
import { ProblemNotice } from '#console/kit/notices.tsx'
import type { MailDetail } from '../mail.contract.ts'
import type { Decision } from './mail-calls.ts'

interface Props {
  of: MailDetail
  pending: boolean
  error: unknown
  send(decision: Decision): void
  discard(): void
}

/** The ways a mail can go that waits for a person; where it names a case, to that case first. */
export function MailButtons({ of, pending, error, send, discard }: Props) {
  const { t } = useWords()
  const { may } = of
  if (!may.makeCase && !may.discard) return null
  return (
    <div className="stack-tight">
      {Boolean(error) && <ProblemNotice error={error} />}
      <div className="row">
        {may.addToCase && (
          <Button type="primary" loading={pending} onClick={() => send({ to: 'note' })}>
            {t('mail:add-to', { code: of.code ?? '' })}
          </Button>
        )}
        {may.makeCase && (
          <Button
            type={may.addToCase ? 'default' : 'primary'}
            loading={pending}
            onClick={() => send({ to: 'case' })}
          >
            {t('mail:make-case')}
          </Button>
        )}
        {may.discard && (
          <Button disabled={pending} onClick={discard}>
            {t('mail:discard')}
          </Button>
        )}
      </div>
    </div>
  )
}
