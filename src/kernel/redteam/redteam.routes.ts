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
import type { AnyAlgorithm } from '../algorithm.ts'
import { planInput } from './fill-input.rules.ts'
import type { RedteamReport } from './redteam.contract.ts'
import { redteamError } from './redteam.errors.ts'
import { type RunFacts, selectRun, selectRuns } from './redteam.store.ts'
import { queueRun, type RunInput, redteamKind } from './redteam-job.ts'
import { redteamOrder, redteamOverview, redteamProgress, redteamRunDetail } from './redteam-page.contract.ts'
import { reportMarkdown } from './report-text.rules.ts'
import { rateOf } from './wilson.rules.ts'

const runView = (row: RunFacts) => ({
  runId: row.id,
  at: row.recorded_at.toISOString(),
  target: row.target,
  targetVersion: row.target_version,
  modelVersion: row.model_version,
  startedBy: row.started_by,
  caught: rateOf(row.caught, row.attacks),
  alarmed: rateOf(row.alarmed, row.controls),
})

function progressOf(task: Task | undefined): z.input<typeof redteamProgress> {
  if (task?.kind !== redteamKind) throw baseError('base.not-found')
  const result = task.result as { run?: string } | null
  const error = task.error as { code?: string } | null
  return {
    taskId: task.id,
    target: (task.input as unknown as RunInput).target,
    state: task.state,
    done: task.done,
    total: task.total,
    createdAt: task.created_at.toISOString(),
    runId: result?.run ?? null,
    error: error?.code ?? null,
  }
}

const targetsOf = (algorithms: readonly AnyAlgorithm[]) => [
  { id: 'guard', title: { zh: '护栏', en: 'The guard' }, missing: [] },
  ...algorithms.map(({ id, title, input }) => {
    const plan = planInput(input, {})
    return { id, title, missing: plan.field === null ? ['text'] : plan.missing }
  }),
]

const runParams = z.object({ runId: level('L2', z.uuid()) })
const taskParams = z.object({ taskId: level('L2', z.uuid()) })

async function readRun(database: Database, runId: string) {
  const row = await selectRun(database, runId)
  if (!row) throw redteamError('kernel.redteam-not-found')
  return { ...runView(row), report: row.report as RedteamReport }
}

function runRoutes(parts: RedteamRouteParts): Route<Actor>[] {
  const { database, algorithms, queue } = parts
  return [
    route({
      method: 'POST',
      path: '/api/redteam/runs',
      access: { action: 'redteam:run' },
      summary: 'Begins a red-team run against the guard or an algorithm.',
      body: redteamOrder,
      response: redteamProgress,
      status: 202,
      handle: async ({ body, caller }) => {
        const known = targetsOf(algorithms)
        const target = known.find(one => one.id === body.target)
        if (!target)
          throw redteamError('kernel.redteam-target', {
            target: body.target,
            known: known.map(one => one.id).join(', '),
          })
        if (target.missing.length > 0)
          throw redteamError('kernel.redteam-input', {
            algorithm: target.id,
            fields: target.missing.join(', '),
          })
        return progressOf(await queueRun({ database, queue }, body, caller.id))
      },
    }),
    route({
      method: 'POST',
      path: '/api/redteam/tasks/:taskId/cancel',
      access: { action: 'redteam:run' },
      summary: 'Cancels a run: at once when it waits, after the texts in hand when it runs.',
      params: taskParams,
      response: redteamProgress,
      handle: async ({ params }) => {
        progressOf(await readTask(database, params.taskId))
        return progressOf(await requestCancel(database, params.taskId))
      },
    }),
  ]
}

export interface RedteamRouteParts {
  database: Database
  algorithms: readonly AnyAlgorithm[]
  queue: Pick<Jobs, 'send'>
}

/** Routes of red-team runs. */
export function redteamRoutes(parts: RedteamRouteParts): Route<Actor>[] {
  const { database, algorithms } = parts
  const access = { action: 'guard:read' as const }
  return [
    route({
      method: 'GET',
      path: '/api/redteam',
      access,
      summary: 'Red-team runs newest first, the run that waits or ran last, and what can be attacked.',
      query: z.object({
        target: level('L1', z.string().max(100).optional()),
        limit: level('L1', z.coerce.number().int().min(1).max(200).default(50)),
      }),
      response: redteamOverview,
      handle: async ({ query }) => {
        const [task] = await listTasks(database, { kind: redteamKind, limit: 1 })
        return {
          runs: (await selectRuns(database, query)).map(runView),
          task: task ? progressOf(task) : null,
          targets: targetsOf(algorithms),
        }
      },
    }),
    route({
      method: 'GET',
      path: '/api/redteam/runs/:runId',
      access,
      summary: 'One run with its whole report; identities in texts are hidden.',
      params: runParams,
      response: redteamRunDetail,
      handle: async ({ params }) => await readRun(database, params.runId),
    }),
    route({
      method: 'GET',
      path: '/api/redteam/runs/:runId/report.md',
      access,
      summary: 'The report of a run as Markdown; it holds no AI output.',
      params: runParams,
      response: 'file',
      handle: async ({ params, language }) => ({
        download: true,
        name: `redteam-${params.runId}.md`,
        contentType: 'text/markdown; charset=utf-8',
        body: reportMarkdown((await readRun(database, params.runId)).report, language),
      }),
    }),
    ...runRoutes(parts),
  ]
}
