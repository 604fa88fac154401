import { Link } from '@tanstack/react-router'
import { Segmented } from 'antd'
import type { ListedTask } from '#cases/joint/joint.contract.ts'
import { useCityNames } from '#console/kit/city.ts'
import { useWords } from '#console/kit/language.ts'
import { DueText } from '#console/kit/moments.tsx'
import { Loading, Nothing, ProblemNotice } from '#console/kit/notices.tsx'
import { StateTag } from '#console/kit/state-tag.tsx'
import { useFilters } from '#console/kit/use-search.ts'
import { ActDrawer } from './act-drawer.tsx'
import { useTasks } from './joint-calls.ts'
import { TaskActs } from './task-acts.tsx'
import { TaskStateTag } from './task-state.tsx'
import { useJointForms } from './use-joint-forms.ts'

function TaskRow({ task }: { task: ListedTask }) {
  const { act, open, close, t } = useJointForms(task)
  const names = useCityNames()
  return (
    <li className="panel stack-tight">
      <div className="row-between">
        <span className="row">
          {task.endedAt === null ? (
            <Link to={`/cases/${task.caseId}`} className="linklike number">
              {task.code}
            </Link>
          ) : (
            <span className="number">{task.code}</span>
          )}
          <TaskStateTag task={task} />
          <StateTag state={task.caseState} disposition={null} />
          <span className="small quiet">{names.department(task.departmentId)}</span>
        </span>
        {task.endedAt === null && <DueText at={task.dueAt} closed={false} />}
      </div>
      {task.subject && <strong>{task.subject}</strong>}
      <p className="said">{task.asked ?? t('kit:masked')}</p>
      {task.said && <blockquote className="said quiet">{task.said}</blockquote>}
      <TaskActs task={task} coordinates={false} open={open} />
      <ActDrawer act={act} onClose={close} />
    </li>
  )
}

/** What one's department was asked to help with: open tasks by their deadline, then those that ended. */
export function Page() {
  const { t } = useWords()
  const [search, setSearch] = useFilters()
  const show = search.show === 'ended' ? 'ended' : 'open'
  const found = useTasks(show === 'open')
  return (
    <div className="stack">
      <div className="row-between">
        <Segmented
          value={show}
          onChange={next => setSearch({ show: next })}
          aria-label={t('joint:show.label')}
          options={[
            { value: 'open', label: t('joint:show.open') },
            { value: 'ended', label: t('joint:show.ended') },
          ]}
        />
        {found.data && (
          <span className="small quiet number" role="status">
            {t('joint:count', { value: String(found.data.count) })}
          </span>
        )}
      </div>
      {found.error && <ProblemNotice error={found.error} retry={() => void found.refetch()} />}
      {!found.data && !found.error && <Loading rows={8} />}
      {found.data?.items.length === 0 && (
        <Nothing title={t(`joint:empty.${show}`)} next={t('joint:empty.next')} />
      )}
      <ul className="plain-list stack-tight">
        {found.data?.items.map(task => (
          <TaskRow key={task.taskId} task={task} />
        ))}
      </ul>
    </div>
  )
}
