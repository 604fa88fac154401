import { Button } from 'antd'
import { DueText } from '#console/kit/moments.tsx'
import { ProblemNotice } from '#console/kit/notices.tsx'
import { ActDrawer } from './act-drawer.tsx'
import { Family } from './family.tsx'
import { useJoint } from './joint-calls.ts'
import { TaskActs } from './task-acts.tsx'
import { TaskStateTag } from './task-state.tsx'
import { useJointForms } from './use-joint-forms.ts'

interface Props {
  of: { caseId: string; code: string; state: string; dutyId: string | null }
}

/** Who works on the case beside its host, and the cases it belongs with. */
export function JointPanel({ of }: Props) {
  const { act, open, close, names, t } = useJointForms(of)
  const found = useJoint(of.caseId)
  if (found.error) return <ProblemNotice error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return null
  const joint = found.data
  const { tasks, proposed, parent, mayCoordinate } = joint
  const path = (rest: string) => `/api/cases/${of.caseId}/${rest}`
  const asks = of.state === 'dispatched' || of.state === 'handling'
  const family = parent !== null || joint.children.length > 0 || joint.otherChildren > 0
  if (tasks.length === 0 && !family && !mayCoordinate) return null
  return (
    <section className="panel stack-tight" aria-label={t('joint:title')}>
      <h2>{t('joint:title')}</h2>
      {tasks.length > 0 && (
        <ul className="plain-list stack-tight">
          {tasks.map(task => (
            <li key={task.taskId} className="stack-tight">
              <div className="row-between">
                <span className="row">
                  <strong>{names.department(task.departmentId)}</strong>
                  <TaskStateTag task={task} />
                </span>
                {task.endedAt === null && (
                  <span className="small">
                    <DueText at={task.dueAt} closed={false} />
                  </span>
                )}
              </div>
              <p className="said small">{task.asked ?? t('kit:masked')}</p>
              {task.said && <blockquote className="said small">{task.said}</blockquote>}
              <TaskActs task={task} coordinates={mayCoordinate} open={open} />
            </li>
          ))}
        </ul>
      )}
      {mayCoordinate && asks && proposed.length > 0 && (
        <div className="row">
          <span className="small quiet">{t('joint:proposed')}</span>
          {proposed.map(id => (
            <Button key={id} size="small" onClick={() => open('ask', path('tasks'), { departmentId: id })}>
              {names.department(id)}
            </Button>
          ))}
        </div>
      )}
      <Family
        joint={joint}
        onUnlink={mayCoordinate ? () => open('unlink', path('parent/remove')) : undefined}
      />
      {mayCoordinate && (
        <div className="row">
          {asks && (
            <Button size="small" onClick={() => open('ask', path('tasks'))}>
              {t('joint:act.ask')}
            </Button>
          )}
          <Button size="small" onClick={() => open('meeting', path('meetings'))}>
            {t('joint:act.meeting')}
          </Button>
          {!family && (
            <Button size="small" onClick={() => open('parent', path('parent'))}>
              {t('joint:act.parent')}
            </Button>
          )}
        </div>
      )}
      <ActDrawer act={act} onClose={close} />
    </section>
  )
}
