import { useWords } from '#console/kit/language.ts'
import { Loading, Nothing, ProblemNotice } from '#console/kit/notices.tsx'
import { useMay } from '#console/kit/session.ts'
import { useFilters } from '#console/kit/use-search.ts'
import { useRedteam } from './redteam-calls.ts'
import { RunList } from './run-list.tsx'
import { RunReport } from './run-report.tsx'
import { StartRun } from './start-run.tsx'
import './redteam.css'

/** Attacks on trial against the guard and the algorithms: begin a run, see what came through and what was stopped wrongly. */
export function Page() {
  const { t } = useWords()
  const may = useMay('redteam:run')
  const [search, change] = useFilters()
  const found = useRedteam(search.target)
  if (found.error && !found.data)
    return <ProblemNotice error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <Loading rows={10} />
  const { runs, targets, task } = found.data
  const chosen = runs.find(one => one.runId === search.run)?.runId ?? runs[0]?.runId
  return (
    <div className="stack">
      <p className="quiet">{t('redteam:intro')}</p>
      <StartRun targets={targets} task={task} />
      {runs.length === 0 && !search.target ? (
        <Nothing title={t('redteam:empty')} next={t(may ? 'redteam:empty-start' : 'redteam:empty-ask')} />
      ) : (
        <RunList
          runs={runs}
          targets={targets}
          target={search.target}
          chosen={chosen}
          onTarget={target => change({ target, run: undefined })}
          onChoose={run => change({ run })}
        />
      )}
      {chosen && <RunReport key={chosen} runId={chosen} />}
    </div>
  )
}
