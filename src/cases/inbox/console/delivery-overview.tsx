import { Alert, Button } from 'antd'
import type { z } from 'zod'
import type { ContactChannel, deliveryOverview } from '#cases/inbox/outside.contract.ts'
import { useWords } from '#console/kit/language.ts'
import { ProblemNotice } from '#console/kit/notices.tsx'
import { useMay } from '#console/kit/session.ts'
import { ToneTag } from '#console/kit/tone.tsx'
import { useRetryParked } from './delivery-calls.ts'

type Overview = z.infer<typeof deliveryOverview>

/** What is configured for sending, said plainly, and how much waits. */
export function DeliveryOverview({ overview }: { overview: Overview }) {
  const { t, language } = useWords()
  const may = useMay('operations:act')
  const retry = useRetryParked()
  const number = (value: number) => new Intl.NumberFormat(language).format(value)
  const channel = (name: ContactChannel) => (
    <section key={name} className="panel stack-tight" aria-label={t(`inbox:channel.${name}`)}>
      <div className="row-between">
        <h2>{t(`inbox:channel.${name}`)}</h2>
        <ToneTag tone={overview[name] ? 'good' : 'calm'}>
          {t(overview[name] ? 'inbox:delivery.configured' : 'inbox:delivery.not-configured')}
        </ToneTag>
      </div>
      {!overview[name] && <p className="small quiet">{t(`inbox:delivery.configure.${name}`)}</p>}
      <div className="row-between">
        <span className="number">
          {t('inbox:delivery.counts', {
            waiting: number(overview.waiting[name]),
            parked: number(overview.parked[name]),
          })}
        </span>
        {may && overview.parked[name] > 0 && (
          <Button
            size="small"
            disabled={!overview[name]}
            loading={retry.isPending && retry.variables === name}
            onClick={() => retry.mutate(name)}
          >
            {t('inbox:delivery.retry-parked')}
          </Button>
        )}
      </div>
    </section>
  )
  return (
    <div className="stack-tight">
      {retry.error && <ProblemNotice error={retry.error} />}
      {!overview.publicUrl && (overview.email || overview.sms) && (
        <Alert type="warning" showIcon title={t('inbox:delivery.no-link')} />
      )}
      <div className="delivery-channels">{(['email', 'sms'] as const).map(channel)}</div>
    </div>
  )
}
