import { App, Button } from 'antd'
import { useCityNames } from '#console/kit/city.ts'
import { useWords } from '#console/kit/language.ts'
import { Moment } from '#console/kit/moments.tsx'
import { Loading, Nothing, ProblemNotice } from '#console/kit/notices.tsx'
import type { DutyProposal } from '../dispute.contract.ts'
import { useDecide, useProposals } from './dispute-calls.ts'

function Proposal({ of }: { of: DutyProposal }) {
  const { t } = useWords()
  const names = useCityNames()
  const { message } = App.useApp()
  const decide = useDecide()
  const { change } = of
  const department = names.department(of.departmentId)
  const send = (accept: boolean) =>
    decide.mutate(
      { proposalId: of.proposalId, accept },
      { onSuccess: ({ outcome }) => void message.success(t(`disputes:proposal.${outcome}`)) },
    )
  return (
    <article className="panel stack-tight">
      <div className="row-between">
        <strong>
          {change.kind === 'host'
            ? t('disputes:proposal.host', { duty: names.duty(change.dutyId), department })
            : t('disputes:proposal.add', { title: change.title, department })}
        </strong>
        <span className="small quiet">
          {of.proposedByName} · <Moment at={of.proposedAt} />
        </span>
      </div>
      <p className="small quiet">
        {t('disputes:proposal.from-case', { code: of.code })} ·{' '}
        {t('disputes:in-force', { from: change.inForceFrom })}
        {change.kind === 'add' &&
          ` · ${names.category(change.categoryId)} · ${t('disputes:workdays', { value: change.timeLimitWorkdays })}`}
        {change.kind === 'add' && change.legalBasis && ` · ${change.legalBasis}`}
      </p>
      {decide.error && <ProblemNotice error={decide.error} />}
      <div className="row">
        <Button type="primary" loading={decide.isPending} onClick={() => send(true)}>
          {t('disputes:proposal.accept')}
        </Button>
        <Button disabled={decide.isPending} onClick={() => send(false)}>
          {t('disputes:proposal.decline')}
        </Button>
      </div>
    </article>
  )
}

/** What rulings propose for the duty list, for who keeps it. */
export function Page() {
  const { t } = useWords()
  const found = useProposals()
  if (found.error) return <ProblemNotice error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <Loading rows={8} />
  return (
    <div className="stack">
      <p className="quiet">{t('disputes:proposal.intro')}</p>
      {found.data.items.length === 0 && (
        <div className="panel">
          <Nothing title={t('disputes:proposal.empty')} next={t('disputes:proposal.empty-next')} />
        </div>
      )}
      {found.data.items.map(one => (
        <Proposal key={one.proposalId} of={one} />
      ))}
    </div>
  )
}
