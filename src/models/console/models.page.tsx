import { useWords } from '#console/kit/language.ts'
import { Loading, ProblemNotice } from '#console/kit/notices.tsx'
import { useModels } from './model-calls.ts'
import { TaskPanel } from './task-panel.tsx'
import './models.css'

/** What the city has taught its advice: train, compare, put in use. */
export function Page() {
  const { t } = useWords()
  const models = useModels()
  if (models.error && !models.data)
    return <ProblemNotice error={models.error} retry={() => void models.refetch()} />
  if (!models.data) return <Loading rows={12} />
  return (
    <div className="stack">
      <p className="quiet">{t('models:intro')}</p>
      {models.data.tasks.map(one => (
        <TaskPanel key={one.task} of={one} />
      ))}
    </div>
  )
}
