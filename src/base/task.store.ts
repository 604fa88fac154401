import { type Kysely, type Selectable, sql } from 'kysely'
import type { BaseTables } from './base.tables.ts'
import type { Handle } from './database.ts'
import { uuidv7 } from './identifiers.ts'

export type TaskState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled'

/** Long work (an import, a training, a backup): its progress, where it can go on after a kill, and how it ended. */
export type Task = Omit<Selectable<BaseTables['base.task']>, 'state'> & { state: TaskState }

const tables = (handle: Handle): Kysely<BaseTables> => handle.withTables<BaseTables>()
const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value))

/** Queues work; `startedBy` is an account id or `system`. */
export async function createTask(
  handle: Handle,
  task: { kind: string; startedBy: string; input?: unknown; total?: number },
): Promise<Task> {
  const values = {
    id: uuidv7(),
    kind: task.kind,
    started_by: task.startedBy,
    input: JSON.stringify(task.input ?? {}),
    total: task.total ?? null,
  }
  const row = await tables(handle)
    .insertInto('base.task')
    .values(values)
    .returningAll()
    .executeTakeFirstOrThrow()
  return row as Task
}

/**
 * Takes work to do it: queued work, or running work that was not heard of for `staleSeconds` (its process was killed).
 * Of several claimants one gets it. Undefined when there is nothing to take under this id.
 */
export async function claimTask(handle: Handle, id: string, staleSeconds = 60): Promise<Task | undefined> {
  const row = await tables(handle)
    .updateTable('base.task')
    .set({ state: 'running', updated_at: sql`now()` })
    .where('id', '=', id)
    .where(({ or, and, eb }) =>
      or([
        eb('state', '=', 'queued'),
        and([
          eb('state', '=', 'running'),
          eb('updated_at', '<', sql<Date>`now() - make_interval(secs => ${staleSeconds})`),
        ]),
      ]),
    )
    .returningAll()
    .executeTakeFirst()
  return row as Task | undefined
}

/**
 * Notes progress, best in the transaction that does the work: then a killed process goes on exactly where it was.
 * Resolves to false when the work is to end: somebody asked to cancel it, or it is not running any more.
 */
export async function advanceTask(
  handle: Handle,
  id: string,
  progress: { done: number; failed?: number; total?: number; cursor?: unknown },
): Promise<boolean> {
  const row = await tables(handle)
    .updateTable('base.task')
    .set({
      done: progress.done,
      ...(progress.failed === undefined ? {} : { failed: progress.failed }),
      ...(progress.total === undefined ? {} : { total: progress.total }),
      ...(progress.cursor === undefined ? {} : { cursor: json(progress.cursor) }),
      updated_at: sql`clock_timestamp()`,
    })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .returning('cancel_requested_at')
    .executeTakeFirst()
  return row !== undefined && row.cancel_requested_at === null
}

/** Ends work that runs or waits; an ended task stays as it ended. */
export async function finishTask(
  handle: Handle,
  id: string,
  end: { state: 'done' | 'failed' | 'cancelled'; result?: unknown; error?: unknown },
): Promise<void> {
  await tables(handle)
    .updateTable('base.task')
    .set({
      state: end.state,
      result: json(end.result),
      error: json(end.error),
      updated_at: sql`clock_timestamp()`,
    })
    .where('id', '=', id)
    .where('state', 'in', ['queued', 'running'])
    .execute()
}

/** Asks for the end of work: what waits is cancelled at once, what runs at its next step. Undefined when there is no such task. */
export async function requestCancel(handle: Handle, id: string): Promise<Task | undefined> {
  await tables(handle)
    .updateTable('base.task')
    .set({
      cancel_requested_at: sql`coalesce(cancel_requested_at, now())`,
      state: sql`case when state = 'queued' then 'cancelled' else state end`,
      updated_at: sql`clock_timestamp()`,
    })
    .where('id', '=', id)
    .where('state', 'in', ['queued', 'running'])
    .execute()
  return await readTask(handle, id)
}

export async function readTask(handle: Handle, id: string): Promise<Task | undefined> {
  const row = await tables(handle).selectFrom('base.task').selectAll().where('id', '=', id).executeTakeFirst()
  return row as Task | undefined
}

/** The newest tasks, of one kind or in some states if given; 50 unless `limit` says otherwise. */
export async function listTasks(
  handle: Handle,
  filter: { kind?: string; states?: TaskState[]; limit?: number } = {},
): Promise<Task[]> {
  const { kind, states, limit = 50 } = filter
  const rows = await tables(handle)
    .selectFrom('base.task')
    .selectAll()
    .$if(kind !== undefined, query => query.where('kind', '=', kind!))
    .$if(states !== undefined, query => query.where('state', 'in', states!))
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows as Task[]
}
