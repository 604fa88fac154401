import type { CaseAction } from '#cases/case-words.contract.ts'
import type { ActionValues, FieldCondition } from '#cases/console/actions.rules.ts'
import { useCityNames } from '#console/kit/city.ts'
import { combinedReply } from './act-form.rules.ts'
import { useJoint } from './joint-calls.ts'

/** What joint handling adds to the forms of a case: reasons they then need, and the host's reply with those of its co-hosts. */
export function useJointReply(of: { caseId: string; departmentId: string | null } | undefined): {
  conditions: FieldCondition[]
  prefill(action: CaseAction): ActionValues | undefined
} {
  const names = useCityNames()
  const joint = useJoint(of?.caseId ?? null).data
  const conditions: FieldCondition[] = []
  if (joint?.tasks.some(task => task.endedAt === null)) conditions.push('tasks-open')
  if (joint && (joint.otherChildren > 0 || joint.children.some(child => child.state !== 'closed')))
    conditions.push('children-open')
  const replies = (joint?.tasks ?? []).flatMap(task =>
    task.state === 'done' && task.said
      ? [{ department: names.department(task.departmentId), said: task.said }]
      : [],
  )
  return {
    conditions,
    prefill: action =>
      action === 'reply' && replies.length > 0
        ? { reply: combinedReply(names.department(of?.departmentId), replies) }
        : undefined,
  }
}
