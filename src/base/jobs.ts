import type pg from 'pg'
import { fromKysely, PgBoss } from 'pg-boss'
import type { Logger } from 'pino'
import type { z } from 'zod'
import type { Transaction } from './database.ts'
import { inSpan } from './tracing.ts'

/** What is known of a job by those who ask for it. Payloads hold ids, not content. */
export interface JobKind<Payload> {
  name: string
  payload: z.ZodType<Payload>
  /** Tries after the first; the cause of each failure is kept with the job. 5 unless given. */
  retries?: number
  /** Seconds after which a run counts as dead and is tried again elsewhere; 900 unless given. */
  expireSeconds?: number
}

/** Work done after the act that asked for it has committed. */
export interface Job<Payload> extends JobKind<Payload> {
  /** How many payloads one call of `run` may get; 1 unless given. */
  batch?: number
  /** Must be safe to run twice: a killed worker's jobs are given to another. */
  run(payloads: Payload[], signal: AbortSignal): Promise<void>
}

export type AnyJob = Job<never>

export interface Jobs {
  /** Queues a job in the transaction of the act: either both are there or neither. */
  send<Payload extends object>(tx: Transaction, kind: JobKind<Payload>, payload: Payload): Promise<void>
  /** Queues many of one kind in one statement. */
  sendMany<Payload extends object>(
    tx: Transaction,
    kind: JobKind<Payload>,
    payloads: Payload[],
  ): Promise<void>
  /** How many jobs wait or run. */
  outstanding(name: string): Promise<number>
  /** Begins to work; not called by a process that only serves or by the command line. */
  work(jobs: AnyJob[]): Promise<void>
  /** Waits for running jobs, at most 20 seconds, then hands them back. */
  stop(): Promise<void>
}

/** Queue settings shared by the process that migrates and those that work. */
function queueOptions(job: Pick<AnyJob, 'retries' | 'expireSeconds'>) {
  return {
    notify: true,
    retryLimit: job.retries ?? 5,
    retryBackoff: true,
    retryDelay: 1,
    expireInSeconds: job.expireSeconds ?? 900,
    // A killed process leaves its jobs active: without a sign of life for this long they are given to another.
    heartbeatSeconds: 15,
    retentionSeconds: 30 * 86_400,
    deleteAfterSeconds: 7 * 86_400,
  }
}

/** Opens the queue over the same database. Its tables were installed by `migrate`. */
export async function openJobs(connection: pg.PoolConfig, log: Logger, worker: boolean): Promise<Jobs> {
  const boss = new PgBoss({
    ...(connection as object),
    schema: 'pgboss',
    max: worker ? 4 : 1,
    migrate: false,
    createSchema: false,
    supervise: worker,
    schedule: worker,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 10,
    useListenNotify: worker,
    reindex: false,
    monitorVacuum: false,
  })
  boss.on('error', error => log.warn({ err: error }, 'job queue'))
  await boss.start()
  const stopping = new AbortController()
  const made = new Set<string>()
  // On a connection of its own: a queue that is made in a transaction that rolls back would be gone for the next sender.
  const ensureQueue = async (kind: Pick<AnyJob, 'name' | 'retries' | 'expireSeconds'>) => {
    if (made.has(kind.name)) return
    if (!(await boss.getQueue(kind.name))) await boss.createQueue(kind.name, queueOptions(kind))
    made.add(kind.name)
  }
  return {
    send: async (tx, kind, payload) => {
      await ensureQueue(kind)
      await boss.send(kind.name, payload, { db: fromKysely(tx) })
    },
    sendMany: async (tx, kind, payloads) => {
      if (payloads.length === 0) return
      await ensureQueue(kind)
      await boss.insert(
        kind.name,
        payloads.map(data => ({ data })),
        { db: fromKysely(tx) },
      )
    },
    outstanding: async name => {
      // Its own statistics may be a minute old: 230 were left by them when the queue was empty.
      const { rows } = await boss
        .getDb()
        .executeSql(
          "select count(*)::int as count from pgboss.job where name = $1 and state in ('created', 'retry', 'active')",
          [name],
        )
      return (rows[0] as { count: number }).count
    },
    work: async jobs => {
      for (const job of jobs) {
        await ensureQueue(job)
        await boss.work(
          job.name,
          {
            batchSize: job.batch ?? 1,
            pollingIntervalSeconds: 0.5,
            notifyPollingIntervalSeconds: 2,
            // More than one batch waits: without this the next one was taken two seconds later.
            burstWhenBatchFull: true,
          },
          async batch => {
            const payloads = batch.map(one => job.payload.parse(one.data))
            await inSpan(`job ${job.name}`, { count: payloads.length }, () =>
              job.run(payloads, stopping.signal),
            )
          },
        )
      }
    },
    stop: async () => {
      stopping.abort()
      await boss.stop({ graceful: true, timeout: 20_000 })
    },
  }
}
