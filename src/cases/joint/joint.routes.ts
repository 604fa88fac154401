import { z } from 'zod'
import { level, type Route } from '#base/index.ts'
import { type Actor, route } from '#identity/index.ts'
import { acted } from '../action.contract.ts'
import type { CaseLoop } from '../case-loop.ts'
import { askCoHost } from './ask-co-host.ts'
import {
  askCoHostBody,
  caseJoint,
  linkParentBody,
  meetingBody,
  taskFilter,
  taskList,
  taskReasonBody,
  taskReplyBody,
  unlinkParentBody,
} from './joint.contract.ts'
import { linkParent } from './link-parent.ts'
import { listTasks } from './list-tasks.ts'
import { moveTask } from './move-task.ts'
import { noteMeeting } from './note-meeting.ts'
import { readJoint } from './read-joint.ts'
import { unlinkParent } from './unlink-parent.ts'

const ofCase = z.object({ caseId: level('L2', z.uuid()) })
const ofTask = z.object({ taskId: level('L2', z.uuid()) })
const coordinates = { action: 'cases:coordinate' } as const
const coHandles = { action: 'cases:co-handle' } as const

function coordinationRoutes(loop: CaseLoop): Route<Actor>[] {
  return [
    route({
      method: 'POST',
      path: '/api/cases/:caseId/tasks',
      access: coordinates,
      summary: 'Ask a department to help with a case.',
      params: ofCase,
      body: askCoHostBody,
      response: acted,
      handle: async ({ caller, params, body }) => await askCoHost(loop, caller, { ...params, body }),
    }),
    route({
      method: 'POST',
      path: '/api/tasks/:taskId/withdraw',
      access: coordinates,
      summary: 'End the task of a co-host that is no longer needed.',
      params: ofTask,
      body: taskReasonBody,
      response: acted,
      handle: async ({ caller, params, body }) =>
        await moveTask(loop, caller, {
          ...params,
          to: 'withdrawn',
          by: 'host',
          type: 'co-host-withdrawn',
          said: body.reason,
        }),
    }),
    route({
      method: 'POST',
      path: '/api/cases/:caseId/parent',
      access: coordinates,
      summary: 'Make a case part of another.',
      params: ofCase,
      body: linkParentBody,
      response: acted,
      handle: async ({ caller, params, body }) => await linkParent(loop, caller, { ...params, body }),
    }),
    route({
      method: 'POST',
      path: '/api/cases/:caseId/parent/remove',
      access: coordinates,
      summary: 'Take a case out of the one it is part of.',
      params: ofCase,
      body: unlinkParentBody,
      response: acted,
      handle: async ({ caller, params, body }) => await unlinkParent(loop, caller, { ...params, body }),
    }),
    route({
      method: 'POST',
      path: '/api/cases/:caseId/meetings',
      access: coordinates,
      summary: 'Note a meeting of departments about a case.',
      params: ofCase,
      body: meetingBody,
      response: acted,
      handle: async ({ caller, params, body }) => await noteMeeting(loop, caller, { ...params, body }),
    }),
  ]
}

/** Routes of joint handling, of parent and child cases, and of meetings. */
export function jointRoutes(loop: CaseLoop): Route<Actor>[] {
  return [
    route({
      method: 'GET',
      path: '/api/cases/:caseId/joint',
      access: { action: 'cases:read' },
      summary: 'Tasks of co-hosts, co-hosts proposed by the duty list, parent and children of a case.',
      params: ofCase,
      response: caseJoint,
      handle: async ({ caller, params }) => await readJoint(loop, caller, params.caseId),
    }),
    route({
      method: 'GET',
      path: '/api/tasks',
      access: coHandles,
      summary: 'Tasks of your department as a co-host.',
      query: taskFilter,
      response: taskList,
      handle: async ({ caller, query }) => await listTasks(loop, caller, query),
    }),
    route({
      method: 'POST',
      path: '/api/tasks/:taskId/accept',
      access: coHandles,
      summary: 'Take on what your department was asked to do.',
      params: ofTask,
      response: acted,
      handle: async ({ caller, params }) =>
        await moveTask(loop, caller, {
          ...params,
          to: 'accepted',
          by: 'co-host',
          type: 'co-host-accepted',
          said: null,
        }),
    }),
    route({
      method: 'POST',
      path: '/api/tasks/:taskId/reply',
      access: coHandles,
      summary: 'Say what your department did; its task is done.',
      params: ofTask,
      body: taskReplyBody,
      response: acted,
      handle: async ({ caller, params, body }) =>
        await moveTask(loop, caller, {
          ...params,
          to: 'done',
          by: 'co-host',
          type: 'co-host-replied',
          said: body.reply,
        }),
    }),
    route({
      method: 'POST',
      path: '/api/tasks/:taskId/decline',
      access: coHandles,
      summary: 'Decline what your department was asked to do, with a reason.',
      params: ofTask,
      body: taskReasonBody,
      response: acted,
      handle: async ({ caller, params, body }) =>
        await moveTask(loop, caller, {
          ...params,
          to: 'declined',
          by: 'co-host',
          type: 'co-host-declined',
          said: body.reason,
        }),
    }),
    ...coordinationRoutes(loop),
  ]
}
