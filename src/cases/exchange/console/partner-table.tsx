import { Button, Grid, Table } from 'antd'
import type { Partner } from '#cases/exchange/partner.contract.ts'
import { useWords } from '#console/kit/language.ts'
import { listText } from '#console/kit/list-text.ts'
import { Moment } from '#console/kit/moments.tsx'
import { Loading, Nothing, ProblemNotice } from '#console/kit/notices.tsx'
import { Sure } from '#console/kit/sure.tsx'
import { ToneTag } from '#console/kit/tone.tsx'
import { KeyDoings } from './key-doings.tsx'
import { usePartners, useRevokePartner } from './partner-calls.ts'

const tones = { valid: 'good', ending: 'warning', ended: 'bad', revoked: 'bad' } as const

function Standing({ of: one }: { of: Partner }) {
  const { t } = useWords()
  return (
    <>
      <ToneTag tone={tones[one.standing]}>{t(`exchange:standing.${one.standing}`)}</ToneTag>
      {!one.revokedAt && (
        <div className="small quiet">
          {t('exchange:until')} <Moment at={one.validUntil} />
        </div>
      )}
      {one.formerUntil && (
        <div className="small quiet">
          {t('exchange:former-until')} <Moment at={one.formerUntil} />
        </div>
      )}
      <div className="small quiet">
        {one.lastUsedAt ? (
          <>
            {t('exchange:used')} <Moment at={one.lastUsedAt} />
          </>
        ) : (
          t('exchange:unused')
        )}
      </div>
    </>
  )
}

/** Systems outside, each with the ways to renew, change and end its key; `onMade` gets a new one, which is shown once. */
export function PartnerTable({ onMade }: { onMade(name: string, key: string): void }) {
  const { t, language } = useWords()
  const found = usePartners()
  const revoke = useRevokePartner()
  const phone = Grid.useBreakpoint().sm === false
  if (found.error && !found.data)
    return <ProblemNotice error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <Loading rows={4} />
  const number = (value: number) => new Intl.NumberFormat(language).format(value)
  return (
    <>
      {revoke.error && <ProblemNotice error={revoke.error} />}
      <Table<Partner>
        rowKey="partnerId"
        size="small"
        dataSource={found.data.partners}
        pagination={false}
        locale={{ emptyText: <Nothing title={t('exchange:no-keys')} next={t('exchange:no-keys-next')} /> }}
        columns={[
          {
            key: 'name',
            title: t('exchange:name'),
            render: (_, one) => (
              <>
                <div>{one.name}</div>
                {phone && <Standing of={one} />}
                <div className="small quiet">
                  <code>{one.keyPrefix}…</code> · {t('exchange:cases', { value: number(one.cases) })}
                </div>
                <div className="small quiet">
                  {listText(
                    one.rights.map(right => t(`exchange:right.${right}`)),
                    language,
                  )}
                </div>
              </>
            ),
          },
          {
            key: 'limit',
            title: t('exchange:limit'),
            width: 140,
            responsive: ['md'],
            render: (_, one) => <span className="number">{number(one.callsPerMinute)}</span>,
          },
          {
            key: 'state',
            title: t('exchange:state'),
            width: 190,
            responsive: ['sm'],
            render: (_, one) => <Standing of={one} />,
          },
          {
            key: 'do',
            width: phone ? 104 : 230,
            render: (_, one) =>
              !one.revokedAt && (
                <span className="row" style={{ gap: 4 }}>
                  <KeyDoings partner={one} onMade={onMade} />
                  <Sure
                    title={t('exchange:revoke-sure')}
                    yes={t('exchange:revoke')}
                    onYes={() => revoke.mutate(one.partnerId)}
                  >
                    <Button size="small" aria-label={t('exchange:revoke-of', { name: one.name })}>
                      {t('exchange:revoke')}
                    </Button>
                  </Sure>
                </span>
              ),
          },
        ]}
      />
    </>
  )
}
