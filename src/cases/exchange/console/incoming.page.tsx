import { Button, Popconfirm, Table, Tag } from 'antd'
import { useState } from 'react'
import type { IncomingWebhook } from '#cases/exchange/incoming.contract.ts'
import { useWords } from '#console/kit/language.ts'
import { Moment } from '#console/kit/moments.tsx'
import { Loading, Nothing, ProblemNotice } from '#console/kit/notices.tsx'
import { useKeys } from '#console/kit/use-keys.ts'
import { SecretOnce } from '#identity/console/secret-once.tsx'
import { useEndIncoming, useIncoming } from './incoming-calls.ts'
import { CreateIncoming, EditMapping } from './incoming-drawer.tsx'
import { PostTable } from './post-table.tsx'

function Doing({ of, edit }: { of: IncomingWebhook; edit(): void }) {
  const { t } = useWords()
  const end = useEndIncoming()
  if (!of.open) return null
  return (
    <div className="row">
      {end.error && <ProblemNotice error={end.error} />}
      <Button size="small" onClick={edit} aria-label={t('exchange:incoming.mapping-of', { name: of.name })}>
        {t('exchange:incoming.mapping')}
      </Button>
      <Popconfirm
        title={t('exchange:incoming.end-sure')}
        okText={t('exchange:end')}
        onConfirm={() => end.mutate(of.webhookId)}
      >
        <Button size="small" aria-label={t('exchange:end-of', { name: of.name })}>
          {t('exchange:end')}
        </Button>
      </Popconfirm>
    </div>
  )
}

function Facts({ of }: { of: IncomingWebhook }) {
  const { t, language } = useWords()
  const number = (value: number) => new Intl.NumberFormat(language).format(value)
  return (
    <>
      <div>
        {of.name}{' '}
        <Tag color={of.open ? 'green' : 'red'}>{t(of.open ? 'exchange:going' : 'exchange:ended')}</Tag>
      </div>
      <div className="small quiet">
        {of.partnerName} · {t('exchange:cases', { value: number(of.cases) })} ·{' '}
        {t('exchange:incoming.kept', { value: number(of.kept) })}
        {of.lastAt && (
          <>
            {' '}
            · <Moment at={of.lastAt} />
          </>
        )}
      </div>
      <code className="small">{`/api/webhooks/in/${of.webhookId}`}</code>
    </>
  )
}

/** Doors for what other systems post in their own JSON, with what became of each post. */
export function Page() {
  const { t } = useWords()
  const found = useIncoming()
  const [making, setMaking] = useState(false)
  const [editing, setEditing] = useState<IncomingWebhook | null>(null)
  const [secret, setSecret] = useState<{ title: string; note: string; secret: string } | null>(null)
  useKeys([{ keys: 'n', label: 'exchange:incoming.new', run: () => setMaking(true) }])
  if (found.error && !found.data)
    return <ProblemNotice error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <Loading rows={6} />
  const made = (name: string, text: string) => {
    setMaking(false)
    setSecret({
      title: t('exchange:secret-of', { name }),
      note: t('exchange:incoming.secret-note'),
      secret: text,
    })
  }
  return (
    <section className="panel stack-tight">
      <div className="row-between">
        <p className="quiet">{t('exchange:incoming.intro')}</p>
        <Button type="primary" onClick={() => setMaking(true)}>
          {t('exchange:incoming.new')}
        </Button>
      </div>
      <Table<IncomingWebhook>
        rowKey="webhookId"
        size="small"
        dataSource={found.data.webhooks}
        pagination={false}
        showHeader={false}
        expandable={{ expandedRowRender: one => <PostTable webhookId={one.webhookId} /> }}
        locale={{
          emptyText: (
            <Nothing title={t('exchange:incoming.empty')} next={t('exchange:incoming.empty-next')} />
          ),
        }}
        columns={[
          { key: 'facts', render: (_, one) => <Facts of={one} /> },
          { key: 'do', width: 200, render: (_, one) => <Doing of={one} edit={() => setEditing(one)} /> },
        ]}
      />
      {making && <CreateIncoming onClose={() => setMaking(false)} onMade={made} />}
      {editing && <EditMapping of={editing} onClose={() => setEditing(null)} />}
      {secret && <SecretOnce {...secret} onClose={() => setSecret(null)} />}
    </section>
  )
}
