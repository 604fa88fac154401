import { Button } from 'antd'
import { useState } from 'react'
import { useWords } from '#console/kit/language.ts'
import { useKeys } from '#console/kit/use-keys.ts'
import { SecretOnce } from '#identity/console/secret-once.tsx'
import { CreatePartner } from './create-partner-form.tsx'
import { CreateSubscription } from './create-subscription-form.tsx'
import { PartnerTable } from './partner-table.tsx'
import { ReconciliationList } from './reconciliation-list.tsx'
import { SubscriptionTable } from './subscription-table.tsx'

type Making = 'key' | 'subscription' | null

/** Systems outside: keys by which they come in, webhooks by which they are told, reconciliations with platforms. */
export function Page() {
  const { t } = useWords()
  const [making, setMaking] = useState<Making>(null)
  const [secret, setSecret] = useState<{ title: string; note: string; secret: string } | null>(null)
  useKeys([{ keys: 'n', label: 'exchange:new-key', run: () => setMaking('key') }])
  const close = () => setMaking(null)
  const show = (title: string, note: string, made: string) => {
    close()
    setSecret({ title, note, secret: made })
  }
  return (
    <div className="stack">
      <p className="quiet">{t('exchange:intro')}</p>
      <section className="panel stack-tight">
        <div className="row" style={{ justifyContent: 'space-between' }}>
          <h2>{t('exchange:keys')}</h2>
          <Button type="primary" onClick={() => setMaking('key')}>
            {t('exchange:new-key')}
          </Button>
        </div>
        <PartnerTable
          onMade={(name, key) => show(t('exchange:key-of', { name }), t('exchange:rotated-note'), key)}
        />
      </section>
      <section className="panel stack-tight">
        <div className="row" style={{ justifyContent: 'space-between' }}>
          <h2>{t('exchange:subscriptions')}</h2>
          <Button onClick={() => setMaking('subscription')}>{t('exchange:new-subscription')}</Button>
        </div>
        <SubscriptionTable />
      </section>
      <ReconciliationList />
      {making === 'key' && (
        <CreatePartner
          onClose={close}
          onMade={(name, key) => show(t('exchange:key-of', { name }), t('exchange:key-note'), key)}
        />
      )}
      {making === 'subscription' && (
        <CreateSubscription
          onClose={close}
          onMade={(name, made) => show(t('exchange:secret-of', { name }), t('exchange:secret-note'), made)}
        />
      )}
      {secret && <SecretOnce {...secret} onClose={() => setSecret(null)} />}
    </div>
  )
}
