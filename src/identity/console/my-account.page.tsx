import { App } from 'antd'
import { useState } from 'react'
import { useCityNames } from '#console/kit/city.ts'
import { useWords } from '#console/kit/language.ts'
import { useMay, useSession } from '#console/kit/session.ts'
import { ChangePassword } from '#console/shell/change-password.tsx'
import { CreateToken } from './create-token.tsx'
import { SecretOnce } from './secret-once.tsx'
import { TokenTable } from './token-table.tsx'
import './identity.css'

/** The own account: who the system takes one for, password, tokens for programs. */
export function Page() {
  const { t } = useWords()
  const { message } = App.useApp()
  const session = useSession()
  const names = useCityNames()
  const mayTokens = useMay('tokens:own')
  const [made, setMade] = useState<{ name: string; secret: string } | null>(null)
  const [round, setRound] = useState(0)
  return (
    <div className="account-halves">
      <div className="stack">
        <section className="panel stack-tight">
          <h2>{t('identity:section.who')}</h2>
          <dl className="facts">
            <dt>{t('identity:field.account')}</dt>
            <dd>{session.account}</dd>
            <dt>{t('identity:field.name')}</dt>
            <dd>{session.name}</dd>
            <dt>{t('identity:field.roles')}</dt>
            <dd>{session.roles.map(role => t(`shell:role.${role}`)).join(' · ')}</dd>
            {session.departmentId && (
              <>
                <dt>{t('identity:field.departmentId')}</dt>
                <dd>{names.department(session.departmentId)}</dd>
              </>
            )}
            <dt>{t('identity:field.level')}</dt>
            <dd>{t(`identity:level.${session.level}`)}</dd>
          </dl>
        </section>
        <section className="panel stack-tight">
          <h2>{t('shell:password.title')}</h2>
          <ChangePassword
            key={round}
            onDone={() => {
              setRound(value => value + 1)
              void message.success(t('identity:password-changed'))
            }}
          />
        </section>
      </div>
      {mayTokens && (
        <section className="panel stack">
          <div className="stack-tight">
            <h2>{t('identity:section.my-tokens')}</h2>
            <p className="quiet">{t('identity:token.intro')}</p>
          </div>
          <TokenTable personId={null} />
          <h2>{t('identity:token.create')}</h2>
          <CreateToken onMade={(name, secret) => setMade({ name, secret })} />
        </section>
      )}
      {made && (
        <SecretOnce
          title={t('identity:token.made', { name: made.name })}
          note={t('identity:token.made-note')}
          secret={made.secret}
          onClose={() => setMade(null)}
        />
      )}
    </div>
  )
}
