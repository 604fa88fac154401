import type { Actor } from '#identity/index.ts'
import { annotateCase } from '../annotate-case.ts'
import type { CaseLoop } from '../case-loop.ts'
import { checkDepartment } from '../check-place.ts'
import type { Acted } from '../transition.ts'
import type { MeetingBody } from './joint.contract.ts'

/** Puts a meeting of departments about a case on its timeline: who, when, where, what was concluded, what is to be done. */
export async function noteMeeting(
  loop: CaseLoop,
  actor: Actor,
  act: { caseId: string; body: MeetingBody },
): Promise<Acted> {
  const { heldAt, place, departmentIds, conclusions, tasks } = act.body
  const city = await loop.city.snapshot()
  for (const id of departmentIds) checkDepartment(city, id)
  return await annotateCase(loop, actor, {
    caseId: act.caseId,
    permission: 'cases:coordinate',
    type: 'meeting-held',
    effect: () => ({
      text: conclusions,
      details: { heldAt: new Date(heldAt).toISOString(), departments: [...new Set(departmentIds)] },
      said: { place, ...(tasks ? { meetingTasks: tasks } : {}) },
    }),
  })
}
