import { endAssignment } from './assignments/end-assignment.ts'
import { planMoments } from './deadlines/plan-moments.ts'
import { lapseDispute } from './disputes/lapse-dispute.ts'
import { noteMisdirection } from './disputes/note-misdirection.ts'
import { tellOfContest } from './disputes/tell-of-contest.ts'
import { announceEvents } from './exchange/announce-events.ts'
import { tellOfTransition } from './inbox/tell-of-transition.ts'
import { endTasks } from './joint/end-tasks.ts'
import { followLead } from './repeats/follow-lead.ts'
import type { Follower } from './transitioned.ts'

/** What follows from every transition, in this order. */
export const followers: readonly Follower[] = [
  planMoments,
  announceEvents,
  endAssignment,
  lapseDispute,
  noteMisdirection,
  tellOfContest,
  tellOfTransition,
  followLead,
  endTasks,
]
