import { Button } from 'antd'
import type { JointTask } from '#cases/joint/joint.contract.ts'
import { useWords } from '#console/kit/language.ts'
import { ProblemNotice } from '#console/kit/notices.tsx'
import type { JointForm } from './act-form.rules.ts'
import { usePost } from './joint-calls.ts'

interface Props {
  task: JointTask
  /** This reader coordinates the case, so may withdraw the task. */
  coordinates: boolean
  open(form: JointForm, path: string): void
}

/** What may be done with an open task: by the department it was given to, or by who coordinates the case. */
export function TaskActs({ task, coordinates, open }: Props) {
  const { t } = useWords()
  const post = usePost()
  if (task.endedAt !== null) return null
  const path = (verb: string) => `/api/tasks/${task.taskId}/${verb}`
  return (
    <>
      <div className="row">
        {task.mine && task.state === 'asked' && (
          <Button size="small" loading={post.isPending} onClick={() => post.mutate({ path: path('accept') })}>
            {t('joint:act.accept')}
          </Button>
        )}
        {task.mine && (
          <>
            <Button size="small" type="primary" onClick={() => open('reply', path('reply'))}>
              {t('joint:act.reply')}
            </Button>
            <Button size="small" onClick={() => open('decline', path('decline'))}>
              {t('joint:act.decline')}
            </Button>
          </>
        )}
        {coordinates && (
          <Button size="small" onClick={() => open('withdraw', path('withdraw'))}>
            {t('joint:act.withdraw')}
          </Button>
        )}
      </div>
      {post.error && <ProblemNotice error={post.error} />}
    </>
  )
}
