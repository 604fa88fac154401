import { Link } from '@tanstack/react-router'
import { Alert, Button, Progress } from 'antd'
import { useWords } from '#console/kit/language.ts'
import { Moment } from '#console/kit/moments.tsx'
import { ProblemNotice } from '#console/kit/notices.tsx'
import { useMay } from '#console/kit/session.ts'
import type { TrainingProgress } from '#models/model.contract.ts'
import { isOpenTraining } from './figures.rules.ts'
import { useCancelTraining } from './model-calls.ts'

/** A training that goes on, or how the newest one ended. */
export function Training({ of }: { of: TrainingProgress }) {
  const { t, language } = useWords()
  const cancel = useCancelTraining()
  const mayCancel = useMay('models:train')
  if (!isOpenTraining(of)) return <Ended of={of} />
  const count = new Intl.NumberFormat(language)
  const percent = of.total ? Math.floor((of.done / of.total) * 100) : null
  return (
    <div className="stack-tight" role="status">
      <div className="row-between">
        <span>
          {of.state === 'queued'
            ? t('models:training.queued')
            : of.total === null
              ? t('models:training.reading', { done: count.format(of.done) })
              : t('models:training.running', { done: count.format(of.done), total: count.format(of.total) })}
        </span>
        {mayCancel && (
          <Button size="small" loading={cancel.isPending} onClick={() => cancel.mutate(of.taskId)}>
            {t('models:training.cancel')}
          </Button>
        )}
      </div>
      <Progress percent={percent ?? 0} showInfo={percent !== null} status="active" size="small" />
      {cancel.error && <ProblemNotice error={cancel.error} />}
    </div>
  )
}

function Ended({ of }: { of: TrainingProgress }) {
  const { t } = useWords()
  const at = <Moment at={of.createdAt} />
  if (of.state === 'failed')
    return (
      <Alert
        type="error"
        showIcon
        title={t('models:training.failed')}
        description={
          <>
            {t(`models:failure.${(of.error ?? '').split('.').at(-1)}`, {
              defaultValue: t('models:failure.internal'),
            })}{' '}
            <span className="quiet">({at})</span>
          </>
        }
      />
    )
  return (
    <p className="small quiet">
      {t(`models:training.${of.state}`)} {at}{' '}
      {of.version && (
        <Link to={`/models/${of.version}`} className="linklike number">
          {of.version.slice(0, 8)}
        </Link>
      )}
    </p>
  )
}
