import { z } from 'zod'
import {
  baseError,
  type Database,
  type Jobs,
  level,
  listTasks,
  type Route,
  readTask,
  requestCancel,
  type Task,
} from '#base/index.ts'
import { type Actor, route } from '#identity/index.ts'
import { approveModel, type Permits } from './approve-model.ts'
import {
  modelDecision,
  modelOverview,
  modelVersion,
  modelVersionDetail,
  trainingProgress,
} from './model.contract.ts'
import { modelError } from './model.errors.ts'
import { selectVersion, selectVersions } from './model.store.ts'
import { retireModel } from './retire-model.ts'
import { queueTraining, trainingKind, trainingView } from './training-job.ts'
import type { TrainingTask } from './training-task.ts'
import { versionDetail, versionView } from './version-view.ts'

const versionParams = z.object({ versionId: level('L1', z.string().regex(/^[0-9a-f]{16}$/)) })
const taskName = level(
  'L1',
  z
    .string()
    .regex(/^[a-z]+(-[a-z]+)*(\.[a-z]+(-[a-z]+)*)+$/)
    .max(80),
)
const trainingParams = z.object({ taskId: level('L2', z.uuid()) })
const trainingsShown = 5

export interface ModelRouteParts {
  database: Database
  tasks: readonly TrainingTask[]
  queue: Pick<Jobs, 'send'>
  permissions: Permits
  /** Called after a change of what is in use. */
  reload(): void
}

async function overview({ database, tasks }: ModelRouteParts) {
  const versions = (await selectVersions(database)).map(versionView)
  const trainings = (await listTasks(database, { kind: trainingKind })).map(trainingView)
  return {
    tasks: tasks.map(({ task, title }) => {
      const own = versions.filter(version => version.task === task)
      return {
        task,
        title,
        active: own.find(version => version.state === 'active')?.id ?? null,
        versions: own,
        trainings: trainings.filter(training => training.task === task).slice(0, trainingsShown),
      }
    }),
  }
}

function asTraining(task: Task | undefined) {
  if (task?.kind !== trainingKind) throw baseError('base.not-found')
  return trainingView(task)
}

function versionRoutes(parts: ModelRouteParts): Route<Actor>[] {
  const { database } = parts
  return [
    route({
      method: 'GET',
      path: '/api/models',
      access: { action: 'models:read' },
      summary: 'What can be trained, the versions there are, and the newest trainings.',
      response: modelOverview,
      handle: async () => await overview(parts),
    }),
    route({
      method: 'GET',
      path: '/api/models/versions/:versionId',
      access: { action: 'models:read' },
      summary:
        'One version with its figures: each label, the confusion matrix, the comparison with the one before.',
      params: versionParams,
      response: modelVersionDetail,
      handle: async ({ params }) => {
        const found = await selectVersion(database, params.versionId)
        if (!found) throw modelError('models.unknown-version', { version: params.versionId })
        return versionDetail(found)
      },
    }),
    route({
      method: 'POST',
      path: '/api/models/versions/:versionId/approve',
      access: { action: 'models:approve' },
      summary: 'Puts a version in use; by a person other than the one who trained it.',
      params: versionParams,
      body: modelDecision,
      response: modelVersion,
      handle: async ({ params, caller, body }) => {
        const approved = await approveModel(
          parts,
          { versionId: params.versionId, note: body.note ?? null },
          caller,
        )
        parts.reload()
        return versionView(approved)
      },
    }),
    route({
      method: 'POST',
      path: '/api/models/versions/:versionId/retire',
      access: { action: 'models:approve' },
      summary: 'Takes a version out of use, or turns a candidate down.',
      params: versionParams,
      body: modelDecision,
      response: modelVersion,
      handle: async ({ params, caller, body }) => {
        const retired = await retireModel(
          database,
          { versionId: params.versionId, note: body.note ?? null },
          caller,
        )
        parts.reload()
        return versionView(retired)
      },
    }),
  ]
}

function trainingRoutes(parts: ModelRouteParts): Route<Actor>[] {
  const { database, tasks } = parts
  return [
    route({
      method: 'POST',
      path: '/api/models/:task/train',
      access: { action: 'models:train' },
      summary: 'Begins a training from the settled cases of the city.',
      params: z.object({ task: taskName }),
      response: trainingProgress,
      status: 202,
      handle: async ({ params, caller }) => {
        if (!tasks.some(one => one.task === params.task))
          throw modelError('models.unknown-task', { task: params.task })
        return trainingView(await queueTraining(parts, params.task, caller.id))
      },
    }),
    route({
      method: 'GET',
      path: '/api/models/trainings/:taskId',
      access: { action: 'models:read' },
      summary: 'How far a training is, or how it ended.',
      params: trainingParams,
      response: trainingProgress,
      handle: async ({ params }) => asTraining(await readTask(database, params.taskId)),
    }),
    route({
      method: 'POST',
      path: '/api/models/trainings/:taskId/cancel',
      access: { action: 'models:train' },
      summary: 'Cancels a training: at once when it waits, within a second or two when it runs.',
      params: trainingParams,
      response: trainingProgress,
      handle: async ({ params }) => {
        asTraining(await readTask(database, params.taskId))
        return asTraining(await requestCancel(database, params.taskId))
      },
    }),
  ]
}

/** Routes of the models room. */
export function modelRoutes(parts: ModelRouteParts): Route<Actor>[] {
  return [...versionRoutes(parts), ...trainingRoutes(parts)]
}
