import { Alert, Button, Progress, Select } from 'antd'
import { useState } from 'react'
import { useWords } from '#console/kit/language.ts'
import { Moment } from '#console/kit/moments.tsx'
import { ProblemNotice } from '#console/kit/notices.tsx'
import { useMay } from '#console/kit/session.ts'
import {
  isOpenRun,
  type RedteamTarget,
  type RedteamTask,
  useCancelRun,
  useStartRun,
} from './redteam-calls.ts'

function Running({ of }: { of: RedteamTask }) {
  const { t, language } = useWords()
  const cancel = useCancelRun()
  const may = useMay('redteam:run')
  const count = new Intl.NumberFormat(language)
  const percent = of.total ? Math.floor((of.done / of.total) * 100) : 0
  return (
    <div className="stack-tight" role="status">
      <div className="row-between">
        <span>
          {of.total === null
            ? t('redteam:task.queued')
            : t('redteam:task.running', { done: count.format(of.done), total: count.format(of.total) })}
        </span>
        {may && (
          <Button size="small" loading={cancel.isPending} onClick={() => cancel.mutate(of.taskId)}>
            {t('redteam:cancel')}
          </Button>
        )}
      </div>
      <Progress percent={percent} status="active" size="small" />
      {cancel.error && <ProblemNotice error={cancel.error} />}
    </div>
  )
}

function Ended({ of }: { of: RedteamTask }) {
  const { t } = useWords()
  if (of.state === 'failed')
    return <Alert type="error" showIcon title={t('redteam:task.failed', { code: of.error ?? '' })} />
  return (
    <p className="small quiet">
      {t(`redteam:task.${of.state}`)} <Moment at={of.createdAt} />
    </p>
  )
}

/** Chooses what is attacked and begins; how far the run is, and its end. */
export function StartRun({ targets, task }: { targets: readonly RedteamTarget[]; task: RedteamTask | null }) {
  const { t, language } = useWords()
  const may = useMay('redteam:run')
  const [target, setTarget] = useState('guard')
  const start = useStartRun()
  const title = (one: RedteamTarget) => one.title[language === 'en' ? 'en' : 'zh']
  return (
    <section className="panel stack-tight" aria-label={t('redteam:start')}>
      {may && (
        <div className="row">
          <Select
            value={target}
            aria-label={t('redteam:target')}
            style={{ minWidth: 220 }}
            popupMatchSelectWidth={false}
            options={targets.map(one => ({
              value: one.id,
              disabled: one.missing.length > 0,
              label:
                one.missing.length > 0
                  ? t('redteam:needs-fields', { title: title(one), fields: one.missing.join(', ') })
                  : title(one),
            }))}
            onChange={setTarget}
          />
          <Button
            type="primary"
            loading={start.isPending}
            disabled={isOpenRun(task)}
            onClick={() => start.mutate(target)}
          >
            {t('redteam:start')}
          </Button>
        </div>
      )}
      {start.error && <ProblemNotice error={start.error} />}
      {task && (isOpenRun(task) ? <Running of={task} /> : <Ended of={task} />)}
    </section>
  )
}
