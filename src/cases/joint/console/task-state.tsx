import type { JointTask, TaskState } from '#cases/joint/joint.contract.ts'
import { useWords } from '#console/kit/language.ts'
import { type Tone, ToneTag } from '#console/kit/tone.tsx'

const tones: Record<TaskState, Tone> = {
  asked: 'new',
  accepted: 'busy',
  done: 'good',
  declined: 'warning',
  withdrawn: 'calm',
}

/** Where a task stands, and whether its time is running out or over. */
export function TaskStateTag({
  task,
}: {
  task: Pick<JointTask, 'state' | 'warned' | 'overdue' | 'endedAt'>
}) {
  const { t } = useWords()
  const told = task.endedAt === null ? (task.overdue ? 'overdue' : task.warned ? 'warned' : null) : null
  return (
    <>
      <ToneTag tone={tones[task.state]}>{t(`joint:state.${task.state}`)}</ToneTag>
      {told && <ToneTag tone={told === 'overdue' ? 'bad' : 'warning'}>{t(`joint:told.${told}`)}</ToneTag>}
    </>
  )
}
