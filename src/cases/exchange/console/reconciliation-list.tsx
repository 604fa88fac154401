import type { Reconciliation } from '#cases/exchange/exchange.contract.ts'
import { useWords } from '#console/kit/language.ts'
import { Moment } from '#console/kit/moments.tsx'
import { ProblemNotice } from '#console/kit/notices.tsx'
import { usePartners, useReconciliations } from './partner-calls.ts'

function Details({ of: report }: { of: Reconciliation }) {
  const { t } = useWords()
  const lists = [
    ['missing-here', report.missingHere],
    ['missing-there', report.missingThere.map(one => `${one.orderId} (${one.caseCode})`)],
    [
      'differing',
      report.differing.map(one => {
        const state = (value: string) => t(`kit:state.${value}`)
        return `${one.orderId} (${one.caseCode}): ${t('exchange:theirs-ours', { theirs: state(one.theirs), ours: state(one.ours) })}`
      }),
    ],
  ] as const
  return lists
    .filter(([, items]) => items.length > 0)
    .map(([key, items]) => (
      <details key={key} className="small">
        <summary>
          {t(`exchange:${key}`)} ({items.length})
        </summary>
        <ul className="plain-list">
          {items.map(item => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      </details>
    ))
}

/** What the last reconciliation with each platform found; nothing where there was none. */
export function ReconciliationList() {
  const { t } = useWords()
  const found = useReconciliations()
  const partners = usePartners()
  const reports = found.data?.reconciliations ?? []
  if (found.error) return <ProblemNotice error={found.error} retry={() => void found.refetch()} />
  if (reports.length === 0) return null
  return (
    <section className="panel stack-tight">
      <h2>{t('exchange:reconciliations')}</h2>
      {reports.map(report => (
        <div key={report.partnerId}>
          <div>
            {partners.data?.partners.find(one => one.partnerId === report.partnerId)?.name}{' '}
            <span className="small quiet">
              <Moment at={report.madeAt} />
            </span>
          </div>
          <p className="small number">{t('exchange:counts', report.counts)}</p>
          <Details of={report} />
        </div>
      ))}
    </section>
  )
}
