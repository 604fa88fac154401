import { actInScope, type CaseVerb } from './act-on-case.ts'
import { checkTasksDone } from './joint/check-tasks-done.ts'

/** The department says what was done (答复); it is then verified. @throws cases.tasks-open */
export const replyCase: CaseVerb<'reply'> = (loop, actor, act) =>
  actInScope(loop, actor, {
    action: 'reply',
    act,
    effect: (_, held) => ({ text: act.body.reply, said: checkTasksDone(held, act.body.openTasksReason) }),
  })
