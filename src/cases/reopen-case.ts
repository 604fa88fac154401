import { actInScope, type CaseVerb } from './act-on-case.ts'

/** It was not done after all: back to triage, without the department and the rating it had. The timeline keeps both. */
export const reopenCase: CaseVerb<'reopen'> = (loop, actor, act) =>
  actInScope(loop, actor, {
    action: 'reopen',
    act,
    effect: (_tx, held) => ({
      change: {
        disposition: null,
        closed_at: null,
        due_at: null,
        department_id: null,
        duty_id: null,
        rating: null,
        resolved: null,
      },
      text: act.body.reason,
      details: { department: held.department_id, disposition: held.disposition, rating: held.rating },
    }),
  })
