import { useMutation, useQuery } from '@tanstack/react-query'
import { Alert, Button, Table, type TableColumnsType, Typography } from 'antd'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { call, saveFile } from '#console/kit/client.ts'
import { useWords } from '#console/kit/language.ts'
import { Moment } from '#console/kit/moments.tsx'
import { Loading, Nothing, ProblemNotice } from '#console/kit/notices.tsx'
import { ToneTag } from '#console/kit/tone.tsx'
import { logHealth, type logKey, type logWitness } from '../ledger.contract.ts'

type Health = z.infer<typeof logHealth>
type Witness = z.infer<typeof logWitness>
type Key = z.infer<typeof logKey>

function Fact({ name, children }: { name: string; children: ReactNode }) {
  const { t } = useWords()
  return (
    <>
      <dt>{t(`ledger:fact.${name}`)}</dt>
      <dd>{children}</dd>
    </>
  )
}

function Head({ of }: { of: Health }) {
  const { t, language } = useWords()
  const number = new Intl.NumberFormat(language)
  const save = useMutation({ mutationFn: () => saveFile({ path: '/api/ledger/checkpoint' }) })
  return (
    <section className="panel stack-tight">
      <div className="row-between">
        <h2>{t('ledger:section.head')}</h2>
        <Button loading={save.isPending} disabled={of.size === 0} onClick={() => save.mutate()}>
          {t('ledger:keep')}
        </Button>
      </div>
      <p className="quiet">{t('ledger:head-note')}</p>
      <dl className="facts">
        <Fact name="size">
          <span className="number">{number.format(of.size)}</span>
        </Fact>
        <Fact name="madeAt">{of.madeAt ? <Moment at={of.madeAt} /> : t('ledger:never')}</Fact>
        <Fact name="origin">{of.origin ? <Typography.Text code>{of.origin}</Typography.Text> : '–'}</Fact>
        <Fact name="root">
          {of.root ? (
            <Typography.Text code copyable>
              {of.root}
            </Typography.Text>
          ) : (
            '–'
          )}
        </Fact>
        <Fact name="waiting">
          <span className="number">{number.format(of.waiting)}</span>
          {of.waitingSince && (
            <span className="small quiet">
              {' '}
              {t('ledger:since')} <Moment at={of.waitingSince} />
            </span>
          )}
        </Fact>
      </dl>
      {save.error && <ProblemNotice error={save.error} />}
    </section>
  )
}

function WitnessState({ of }: { of: Witness }) {
  const { t, language } = useWords()
  const behind = new Intl.NumberFormat(language).format(of.behind)
  if (of.trouble) {
    const grave = of.trouble === 'ahead' || of.trouble === 'forked' || of.trouble === 'lied'
    return <ToneTag tone={grave ? 'bad' : 'warning'}>{t(`ledger:trouble.${of.trouble}`)}</ToneTag>
  }
  if (of.answeredAt === null) return <ToneTag tone="calm">{t('ledger:not-yet-asked')}</ToneTag>
  if (of.behind === 0) return <ToneTag tone="good">{t('ledger:follows')}</ToneTag>
  return <ToneTag tone="calm">{t('ledger:behind', { behind })}</ToneTag>
}

function Witnesses({ of }: { of: Health }) {
  const { t, language } = useWords()
  const number = new Intl.NumberFormat(language)
  const columns: TableColumnsType<Witness> = [
    { key: 'name', title: t('ledger:witness.name'), dataIndex: 'name' },
    { key: 'state', title: t('ledger:witness.state'), render: (_, one) => <WitnessState of={one} /> },
    {
      key: 'size',
      title: t('ledger:witness.size'),
      align: 'right',
      render: (_, one) => <span className="number">{number.format(one.size)}</span>,
    },
    {
      key: 'at',
      title: t('ledger:witness.at'),
      render: (_, one) => (one.answeredAt ? <Moment at={one.answeredAt} /> : '–'),
    },
  ]
  return (
    <section className="panel stack-tight">
      <h2>{t('ledger:section.witnesses')}</h2>
      <p className="quiet">{t('ledger:witnesses-note')}</p>
      {of.witnesses.length === 0 ? (
        <Nothing title={t('ledger:no-witness')} next={t('ledger:no-witness-next')} />
      ) : (
        <Table<Witness>
          rowKey="id"
          size="middle"
          columns={columns}
          dataSource={of.witnesses}
          pagination={false}
          scroll={{ x: 'max-content' }}
        />
      )}
    </section>
  )
}

function Keys({ of }: { of: readonly Key[] }) {
  const { t } = useWords()
  return (
    <section className="panel stack-tight">
      <h2>{t('ledger:section.keys')}</h2>
      <p className="quiet">{t('ledger:keys-note')}</p>
      <ul className="plain-list stack-tight">
        {of.map(one => (
          <li key={one.keyId} className="stack-tight">
            <div className="row">
              <ToneTag tone={one.endedAt ? 'calm' : 'good'}>
                {t(one.endedAt ? 'ledger:ended' : 'ledger:signs')}
              </ToneTag>
              <span className="small quiet">
                <Moment at={one.endedAt ?? one.addedAt} />
              </span>
            </div>
            <Typography.Text code copyable>
              {one.verifierKey}
            </Typography.Text>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** How the ledger stands: its signed head, what waits, who cosigns it, and how anybody verifies it. */
export function Page() {
  const { t } = useWords()
  const found = useQuery({
    queryKey: ['ledger', 'health'],
    queryFn: ({ signal }) => call(logHealth, { path: '/api/ledger/health', signal }),
    refetchInterval: 10_000,
  })
  if (found.error && !found.data)
    return <ProblemNotice error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <Loading rows={8} />
  const of = found.data
  return (
    <div className="stack">
      {found.error && <ProblemNotice error={found.error} />}
      {of.state !== 'good' && (
        <Alert
          showIcon
          type="warning"
          title={t(`ledger:state.${of.state}`)}
          description={t('ledger:state-next')}
        />
      )}
      <Head of={of} />
      <Witnesses of={of} />
      <Keys of={of.keys} />
      <section className="panel stack-tight">
        <h2>{t('ledger:section.verify')}</h2>
        <p className="quiet">{t('ledger:verify-note')}</p>
        <Typography.Text code copyable>
          {t('ledger:command')}
        </Typography.Text>
      </section>
    </div>
  )
}
