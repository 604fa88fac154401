import { Button, Popconfirm } from 'antd'
import type { Partner } from '#cases/exchange/partner.contract.ts'
import { useWords } from '#console/kit/language.ts'
import { ProblemNotice } from '#console/kit/notices.tsx'
import { useRenewPartner, useRotatePartner } from './partner-calls.ts'

const year = 365
const overlapDays = 7

/** Renews a key for a year, or puts another in its place while the old one goes on for a week. */
export function KeyDoings({
  partner,
  onMade,
}: {
  partner: Partner
  onMade(name: string, key: string): void
}) {
  const { t } = useWords()
  const renew = useRenewPartner()
  const rotate = useRotatePartner()
  const { partnerId, name } = partner
  const error = renew.error ?? rotate.error
  return (
    <>
      {error && <ProblemNotice error={error} />}
      <Popconfirm
        title={t('exchange:renew-sure')}
        okText={t('exchange:renew')}
        onConfirm={() => renew.mutate({ partnerId, days: year })}
      >
        <Button size="small" loading={renew.isPending} aria-label={t('exchange:renew-of', { name })}>
          {t('exchange:renew')}
        </Button>
      </Popconfirm>
      <Popconfirm
        title={t('exchange:rotate-sure')}
        okText={t('exchange:rotate')}
        onConfirm={() =>
          rotate.mutate(
            { partnerId, days: year, overlapDays },
            { onSuccess: made => onMade(made.partner.name, made.key) },
          )
        }
      >
        <Button size="small" loading={rotate.isPending} aria-label={t('exchange:rotate-of', { name })}>
          {t('exchange:rotate')}
        </Button>
      </Popconfirm>
    </>
  )
}
