import type { Follower } from '../transitioned.ts'
import { forgetAssignee } from './assignment.store.ts'

/** Who worked on a case does so no longer once it is with another department or with none. */
export const endAssignment: Follower = async (tx, { before, after }) => {
  if (after.assignee_id !== null && before.department_id !== after.department_id)
    await forgetAssignee(tx, after.id)
}
