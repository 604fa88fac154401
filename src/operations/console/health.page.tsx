import { useQuery } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { call } from '#console/kit/client.ts'
import { useWords } from '#console/kit/language.ts'
import { Moment } from '#console/kit/moments.tsx'
import { Loading, ProblemNotice } from '#console/kit/notices.tsx'
import { ToneTag } from '#console/kit/tone.tsx'
import { type Finding, health } from '#operations/health.contract.ts'

const kinds = { warning: 'warning', bad: 'error' } as const

function FindingNotice({ of }: { of: Finding }) {
  const { t, language } = useWords()
  // The server's advice is written for the log; the page has its own words for the checks it knows.
  const advice = of.advice && t(`operations:advice.${of.key}`, { defaultValue: of.advice })
  if (of.state === 'good')
    return (
      <p className="row">
        <ToneTag tone="good">{t('operations:state.good')}</ToneTag>
        <strong>{t(`operations:check.${of.key}`, { defaultValue: of.key })}</strong>
        <span className="quiet">{language === 'en' ? of.en : of.zh}</span>
      </p>
    )
  return (
    <Alert
      showIcon
      type={kinds[of.state]}
      title={
        <>
          <strong>{t(`operations:check.${of.key}`, { defaultValue: of.key })}</strong>{' '}
          <span className="small">{t(`operations:state.${of.state}`)}</span>
        </>
      }
      description={
        <>
          <p>{language === 'en' ? of.en : of.zh}</p>
          {advice && <p className="quiet">{advice}</p>}
        </>
      }
    />
  )
}

const order = { bad: 0, warning: 1, good: 2 }

/** What is slow, full or failing, worst first, with what to do about it. */
export function Page() {
  const { t } = useWords()
  const found = useQuery({
    queryKey: ['operations', 'health'],
    queryFn: ({ signal }) => call(health, { path: '/api/operations/health', signal }),
    refetchInterval: 30_000,
  })
  if (found.error && !found.data)
    return <ProblemNotice error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <Loading />
  const { state, findings } = found.data
  return (
    <div className="stack">
      <div className="panel row-between">
        <h2>{t(`operations:overall.${state}`)}</h2>
        <span className="row">
          <span className="small quiet">
            {t('operations:examined')} <Moment at={new Date(found.dataUpdatedAt).toISOString()} />
          </span>
          <Button loading={found.isFetching} onClick={() => void found.refetch()}>
            {t('operations:again')}
          </Button>
        </span>
      </div>
      {found.error && <ProblemNotice error={found.error} />}
      <div className="panel stack-tight">
        {findings
          .toSorted((a, b) => order[a.state] - order[b.state])
          .map(one => (
            <FindingNotice key={one.key} of={one} />
          ))}
      </div>
    </div>
  )
}
