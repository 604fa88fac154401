import { sql } from 'kysely'
import type { Handle, Transaction } from '#base/index.ts'
import { sealed } from '../sealed-words.ts'
import type { TaskState } from './joint.contract.ts'

export interface TaskRow {
  id: string
  case_id: string
  department_id: string
  state: TaskState
  asked_at: Date
  warned_at: Date | null
  due_at: Date | null
  overdue_at: Date | null
  ended_at: Date | null
  asked: string | null
  said: string | null
}

const columns = sql.raw(
  'task.id, task.case_id, task.department_id, task.state, task.asked_at, task.warned_at, task.due_at, task.overdue_at, task.ended_at, content.asked, content.said',
)
const joined = sql.raw(
  'cases.joint_task task left join cases.joint_task_content content on content.task_id = task.id',
)

export interface NewTask {
  id: string
  caseId: string
  departmentId: string
  askedAt: Date
  askedBy: string
  warnAt: Date | null
  dueAt: Date | null
  asked: string
}

/** Writes a task with what is asked. */
export async function insertTask(tx: Transaction, task: NewTask): Promise<void> {
  await sql`
    insert into cases.joint_task (id, case_id, department_id, state, asked_at, asked_by, warn_at, due_at)
    values (${task.id}, ${task.caseId}, ${task.departmentId}, 'asked', ${task.askedAt}, ${task.askedBy},
            ${task.warnAt}, ${task.dueAt})`.execute(tx)
  await sql`insert into cases.joint_task_content (task_id, asked) values (${task.id}, ${sealed(task.asked)})`.execute(
    tx,
  )
}

/** A task as it stands; whoever changes it holds its case. */
export async function selectTask(handle: Handle, taskId: string): Promise<TaskRow | undefined> {
  const { rows } = await sql<TaskRow>`select ${columns} from ${joined} where task.id = ${taskId}`.execute(
    handle,
  )
  return rows[0]
}

/** The tasks of a case in the order they were asked. */
export async function selectTasks(handle: Handle, caseId: string): Promise<TaskRow[]> {
  const { rows } = await sql<TaskRow>`
    select ${columns} from ${joined} where task.case_id = ${caseId} order by task.id`.execute(handle)
  return rows
}

/** Moves a task on; with an end when its state is one. */
export async function updateTask(
  tx: Transaction,
  taskId: string,
  change: { state: TaskState; endedAt: Date | null; said: string | null },
): Promise<void> {
  await sql`
    update cases.joint_task set state = ${change.state}, ended_at = ${change.endedAt} where id = ${taskId}`.execute(
    tx,
  )
  if (change.said !== null)
    await sql`update cases.joint_task_content set said = ${sealed(change.said)} where task_id = ${taskId}`.execute(
      tx,
    )
}

/** Departments with an open task on a case; null when there are none, as the column of the case has it. */
export async function selectOpenDepartments(handle: Handle, caseId: string): Promise<string[] | null> {
  const { rows } = await sql<{ departments: string[] | null }>`
    select array_agg(department_id order by department_id) as departments
      from cases.joint_task where case_id = ${caseId} and ended_at is null`.execute(handle)
  return rows[0]?.departments ?? null
}

/** Ends open tasks of a case by themselves, and takes the case out of the sight of their departments. */
export async function withdrawTasks(
  tx: Transaction,
  tasks: { caseId: string; ids: readonly string[] },
): Promise<void> {
  await sql`
    update cases.joint_task set state = 'withdrawn', ended_at = now()
     where case_id = ${tasks.caseId} and id = any(${[...tasks.ids]}::uuid[]) and ended_at is null`.execute(tx)
  await sql`
    update cases.case_record set co_department_ids = ${await selectOpenDepartments(tx, tasks.caseId)}::text[]
     where id = ${tasks.caseId}`.execute(tx)
}

export interface ListedTaskRow extends TaskRow {
  code: string
  case_state: string
  subject: string | null
  total: number
}

/** Tasks of these departments, open ones by their deadline, ended ones newest first. The subject goes when the task ends. */
export async function selectTasksOf(
  handle: Handle,
  departments: readonly string[],
  page: { open: boolean; limit: number },
): Promise<ListedTaskRow[]> {
  const order = page.open ? sql.raw('task.due_at nulls last, task.id') : sql.raw('task.id desc')
  const { rows } = await sql<ListedTaskRow>`
    select ${columns}, record.code, record.state as case_state,
           case when task.ended_at is null then matter.subject end as subject, count(*) over ()::int as total
      from ${joined} join cases.case_record record on record.id = task.case_id
      left join cases.case_content matter on matter.case_id = task.case_id
     where task.department_id = any(${[...departments]}::text[]) and (task.ended_at is null) = ${page.open}
     order by ${order} limit ${page.limit}`.execute(handle)
  return rows
}

export interface ToldTask {
  id: string
  case_id: string
  department_id: string
  kind: 'warning' | 'overdue'
}

/** Marks what is due as told, once; what another process is at is passed over. A task that is over is not warned of as well. */
export async function tellTasks(tx: Transaction, limit: number): Promise<ToldTask[]> {
  const late = await sql<ToldTask>`
    with due as (
      select id from cases.joint_task where overdue_at is null and ended_at is null and due_at <= now()
       order by due_at limit ${limit} for update skip locked)
    update cases.joint_task task set overdue_at = now(), warned_at = coalesce(warned_at, now())
      from due where task.id = due.id
    returning task.id, task.case_id, task.department_id, 'overdue' as kind`.execute(tx)
  const short = await sql<ToldTask>`
    with due as (
      select id from cases.joint_task where warned_at is null and ended_at is null and warn_at <= now()
       order by warn_at limit ${limit} for update skip locked)
    update cases.joint_task task set warned_at = now() from due where task.id = due.id
    returning task.id, task.case_id, task.department_id, 'warning' as kind`.execute(tx)
  return [...late.rows, ...short.rows]
}
