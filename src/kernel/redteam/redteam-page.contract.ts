import { z } from 'zod'
import { level } from '#base/level.contract.ts'
import { rate, redteamReport } from './redteam.contract.ts'

/** One run as the list shows it. */
export const redteamRun = z.object({
  runId: level('L2', z.string()),
  at: level('L2', z.iso.datetime()),
  target: level('L1', z.string()),
  targetVersion: level('L1', z.string().nullable()),
  modelVersion: level('L1', z.string().nullable()),
  startedBy: level('L2', z.string()),
  caught: rate,
  alarmed: rate,
})

export const redteamRunDetail = redteamRun.extend({ report: redteamReport })

/** Asks for a run against the guard or an algorithm. */
export const redteamOrder = z.object({
  target: level('L1', z.string().min(1).max(100)),
  seed: level('L1', z.number().int().min(0).max(2_147_483_647).default(1)),
})

/** A run that waits, runs or has ended. */
export const redteamProgress = z.object({
  taskId: level('L2', z.string()),
  target: level('L1', z.string()),
  state: level('L2', z.enum(['queued', 'running', 'done', 'failed', 'cancelled'])),
  done: level('L2', z.number().int()),
  total: level('L2', z.number().int().nullable()),
  createdAt: level('L2', z.iso.datetime()),
  runId: level('L2', z.string().nullable()),
  error: level('L1', z.string().nullable()),
})

/** What the page shows: runs newest first, the task that waits or ran last, and what can be attacked. */
export const redteamOverview = z.object({
  runs: z.array(redteamRun),
  task: redteamProgress.nullable(),
  targets: z.array(
    z.object({
      id: level('L1', z.string()),
      title: z.object({ zh: level('L1', z.string()), en: level('L1', z.string()) }),
      /** Fields without which it cannot be attacked from the console. */
      missing: z.array(level('L1', z.string())),
    }),
  ),
})
