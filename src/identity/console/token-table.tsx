import { Button, Table } from 'antd'
import { useWords } from '#console/kit/language.ts'
import { listText } from '#console/kit/list-text.ts'
import { Moment } from '#console/kit/moments.tsx'
import { Loading, Nothing, ProblemNotice } from '#console/kit/notices.tsx'
import { Sure } from '#console/kit/sure.tsx'
import { ToneTag } from '#console/kit/tone.tsx'
import type { Token } from '#identity/token.contract.ts'
import { tokenState } from './people.rules.ts'
import { useRevokeToken, useTokens } from './people-calls.ts'

const tones = { valid: 'good', expired: 'calm', revoked: 'bad' } as const

/** Tokens of a person, or the own ones (`personId` null), each with the way to end it. */
export function TokenTable({ personId }: { personId: string | null }) {
  const { t, language } = useWords()
  const found = useTokens(personId)
  const revoke = useRevokeToken()
  if (found.error) return <ProblemNotice error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <Loading rows={3} />
  return (
    <>
      {revoke.error && <ProblemNotice error={revoke.error} />}
      <Table<Token>
        rowKey="id"
        size="small"
        dataSource={found.data.tokens}
        pagination={false}
        locale={{
          emptyText: (
            <Nothing
              title={t('identity:token.none')}
              {...(personId === null ? { next: t('identity:token.none-next') } : {})}
            />
          ),
        }}
        columns={[
          {
            key: 'name',
            title: t('identity:token.name'),
            render: (_, one) => (
              <>
                <div>{one.name}</div>
                <div className="small quiet">
                  <code>{one.prefix}…</code> ·{' '}
                  {listText(
                    one.actions.map(action => t(`identity:action.${action}`)),
                    language,
                  )}
                </div>
              </>
            ),
          },
          {
            key: 'state',
            title: t('identity:token.state'),
            width: 170,
            render: (_, one) => {
              const state = tokenState(one, Date.now())
              return (
                <>
                  <ToneTag tone={tones[state]}>{t(`identity:token.${state}`)}</ToneTag>
                  <div className="small quiet">
                    {t('identity:token.until')} <Moment at={one.expiresAt} />
                  </div>
                  {one.lastUsedAt && (
                    <div className="small quiet">
                      {t('identity:token.used')} <Moment at={one.lastUsedAt} />
                    </div>
                  )}
                </>
              )
            },
          },
          {
            key: 'do',
            width: 84,
            render: (_, one) =>
              tokenState(one, Date.now()) === 'valid' && (
                <Sure
                  title={t('identity:token.revoke-sure')}
                  yes={t('identity:token.revoke')}
                  onYes={() => revoke.mutate(one.id)}
                >
                  <Button size="small">{t('identity:token.revoke')}</Button>
                </Sure>
              ),
          },
        ]}
      />
    </>
  )
}
