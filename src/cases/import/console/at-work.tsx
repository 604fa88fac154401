import { Button, Progress } from 'antd'
import type { ImportDetail } from '#cases/imports.contract.ts'
import { useWords } from '#console/kit/language.ts'
import { ProblemNotice } from '#console/kit/notices.tsx'
import { Counts } from './counts.tsx'
import { useImportStep } from './import-calls.ts'
import { leftOf } from './wizard.rules.ts'

/** A check or an import that goes on: how far, how fast, how long still, and the way to end it. */
export function AtWork({ of }: { of: ImportDetail }) {
  const { t, language } = useWords()
  const cancel = useImportStep(of.importId, 'cancel')
  const count = new Intl.NumberFormat(language, { maximumFractionDigits: 0 })
  const { progress } = of
  const left = progress && progress.secondsLeft !== null ? leftOf(progress.secondsLeft) : null
  return (
    <section className="panel stack-tight" role="status">
      <div className="row-between">
        <h2>{t(`import:at-work.${of.state}`)}</h2>
        <Button loading={cancel.isPending} onClick={() => cancel.mutate()}>
          {t('import:cancel')}
        </Button>
      </div>
      <Progress
        percent={progress && progress.total > 0 ? Math.floor((progress.done / progress.total) * 100) : 0}
        status="active"
      />
      {progress && (
        <p className="number">
          {t('import:done-of', { done: count.format(progress.done), total: count.format(progress.total) })}
          {progress.rowsPerSecond !== null &&
            ` · ${t('import:speed', { speed: count.format(progress.rowsPerSecond) })}`}
          {left && ` · ${t(left.minutes > 0 ? 'import:left' : 'import:left-seconds', { ...left })}`}
        </p>
      )}
      <p className="small quiet">{t('import:may-leave')}</p>
      {of.state !== 'checking' && of.counts && <Counts of={of.counts} />}
      {cancel.error && <ProblemNotice error={cancel.error} />}
    </section>
  )
}
