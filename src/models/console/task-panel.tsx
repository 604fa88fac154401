import { Button } from 'antd'
import { useMemo } from 'react'
import { useWords } from '#console/kit/language.ts'
import { Loading, Nothing, ProblemNotice } from '#console/kit/notices.tsx'
import { useMay } from '#console/kit/session.ts'
import { useFilters } from '#console/kit/use-search.ts'
import { Comparison } from './comparison.tsx'
import { CoverageChart } from './coverage-chart.tsx'
import { isOpenTraining } from './figures.rules.ts'
import { FiguresTable } from './figures-table.tsx'
import { type ModelTask, useTrain, useVersion } from './model-calls.ts'
import { Training } from './training.tsx'
import { VersionTable } from './version-table.tsx'

// The version in use, alone or with the one that was chosen to stand beside it.
function Standing({ active, other }: { active: string; other: string | null }) {
  const { t } = useWords()
  const now = useVersion(active)
  const beside = useVersion(other)
  const lines = useMemo(
    () => [
      ...(beside.data
        ? [
            {
              name: t('models:compared', { version: beside.data.id.slice(0, 8) }),
              metrics: beside.data.metrics,
            },
          ]
        : []),
      ...(now.data
        ? [{ name: t('models:in-use', { version: now.data.id.slice(0, 8) }), metrics: now.data.metrics }]
        : []),
    ],
    [now.data, beside.data, t],
  )
  const failed = now.error ?? beside.error
  if (failed) return <ProblemNotice error={failed} />
  if (!now.data || (other && !beside.data)) return <Loading rows={7} />
  const shown = beside.data ?? now.data
  return (
    <div className="two-halves">
      <div className="stack-tight">
        <FiguresTable
          metrics={shown.metrics}
          before={beside.data ? now.data.metrics : null}
          heads={{
            before: t('models:in-use', { version: active.slice(0, 8) }),
            now: beside.data ? shown.id.slice(0, 8) : t('models:in-use', { version: shown.id.slice(0, 8) }),
          }}
        />
        {beside.data && <p className="small quiet">{t('models:own-rows')}</p>}
        {shown.comparison && <Comparison of={shown.comparison} />}
      </div>
      <CoverageChart lines={lines} />
    </div>
  )
}

/** One thing that can be trained: what is in use and how good it is, training, versions. */
export function TaskPanel({ of }: { of: ModelTask }) {
  const { t, language } = useWords()
  const mayTrain = useMay('models:train')
  const train = useTrain()
  const [search, change] = useFilters()
  const compared = of.versions.some(one => one.id === search.with) ? (search.with ?? null) : null
  const newest = of.trainings[0]
  const running = newest !== undefined && isOpenTraining(newest)
  return (
    <section className="panel stack" aria-label={language === 'en' ? of.title.en : of.title.zh}>
      <div className="row-between">
        <div>
          <h2>{language === 'en' ? of.title.en : of.title.zh}</h2>
          <p className="small quiet">{of.task}</p>
        </div>
        {mayTrain && (
          <Button
            type="primary"
            loading={train.isPending}
            disabled={running}
            onClick={() => train.mutate(of.task)}
          >
            {t('models:train')}
          </Button>
        )}
      </div>
      {train.error && <ProblemNotice error={train.error} />}
      {newest && <Training of={newest} />}
      {of.active ? (
        <Standing active={of.active} other={compared === of.active ? null : compared} />
      ) : (
        <Nothing title={t('models:none.title')} next={t(mayTrain ? 'models:none.next' : 'models:none.ask')} />
      )}
      {of.versions.length > 0 && (
        <VersionTable
          versions={of.versions}
          active={of.active}
          compared={compared}
          onCompare={versionId => change({ with: versionId ?? undefined })}
        />
      )}
    </section>
  )
}
