import type { TestContext } from 'node:test'
import { inTransaction } from '#base/index.ts'
import type { Actor, Role } from '#identity/index.ts'
import { verbs } from '../src/cases/action.routes.ts'
import { adviseCases } from '../src/cases/advise-cases.ts'
import type { BulkWanted } from '../src/cases/bulk/bulk.contract.ts'
import { readBulk } from '../src/cases/bulk/read-bulk.ts'
import { startBulk } from '../src/cases/bulk/start-bulk.ts'
import { takeBulk } from '../src/cases/bulk/take-bulk.ts'
import { undoBulk } from '../src/cases/bulk/undo-bulk.ts'
import { selectCase } from '../src/cases/case.store.ts'
import { readCase } from '../src/cases/read-case.ts'
import { insertPeople } from '../src/identity/person.store.ts'
import { byMail, outsideWorld } from './test-outside.ts'

/** The loop with people who are really there: a bulk act is done with the rights its person has at that moment. */
export async function bulkWorld(t: TestContext) {
  const base = await outsideWorld(t)
  const { loop, database } = base
  const urban = { departmentId: 'urban' }
  const made: [name: string, roles: Role[], rest?: object][] = [
    ['sender', ['dispatcher']],
    ['sender2', ['dispatcher']],
    ['lead', ['department-lead'], urban],
    ['anna', ['handler'], urban],
    ['bert', ['handler'], urban],
    ['police', ['handler'], { departmentId: 'police' }],
  ]
  const people: Actor[] = []
  for (const [name, roles, rest] of made) people.push(await base.person(name, roles, rest))
  const [sender, sender2, lead, anna, bert, police] = people as [Actor, Actor, Actor, Actor, Actor, Actor]
  await inTransaction(database, tx =>
    insertPeople(
      tx,
      people.map(({ id, account, name, roles, departmentId }) => ({
        id,
        account,
        name,
        roles,
        departmentId,
        regionIds: [],
        level: 'L4' as const,
        fictional: true,
        mustChangePassword: false,
      })),
    ),
  )
  const warned: Error[] = []
  const runner = { stopping: new AbortController().signal, warn: (error: Error) => void warned.push(error) }
  let keys = 0

  const reported = async (count: number) => {
    const ids: string[] = []
    for (let one = 0; one < count; one++) ids.push((await base.report(byMail)).caseId)
    await adviseCases(loop, ids)
    return ids
  }
  const record = async (caseId: string) => (await selectCase(database, { caseId, scope: sender.scope }))!
  const seen = async (ids: readonly string[]) =>
    await Promise.all(ids.map(async caseId => ({ caseId, version: (await record(caseId)).version })))
  const start = async (actor: Actor, ids: readonly string[], wanted: BulkWanted) =>
    await startBulk(loop, actor, {
      ...wanted,
      cases: await seen(ids),
      idempotencyKey: `key of a test ${++keys}`,
    })
  const taskOf = async (bulkId: string, column: 'task_id' | 'undo_task_id' = 'task_id') => {
    const row = await database
      .withTables<{ 'cases.bulk_act': { id: string; task_id: string; undo_task_id: string } }>()
      .selectFrom('cases.bulk_act')
      .select(column)
      .where('id', '=', bulkId)
      .executeTakeFirstOrThrow()
    return row[column as 'task_id']
  }
  const run = async (bulkId: string) => await takeBulk(loop, await taskOf(bulkId), runner)
  const detail = (actor: Actor, bulkId: string) => readBulk(loop, actor, { bulkId, language: 'en' })
  const undo = async (actor: Actor, bulkId: string) => {
    await undoBulk(loop, actor, bulkId)
    await takeBulk(loop, await taskOf(bulkId, 'undo_task_id'), runner)
    return await detail(actor, bulkId)
  }
  const timeline = async (caseId: string) =>
    (await readCase(loop, sender, caseId)).timeline.map(event => event.type)
  /** A case with the department, as it is after these steps. */
  const act = async (
    actor: Actor,
    caseId: string,
    step: { do: keyof typeof verbs; [field: string]: unknown },
  ) => {
    const { do: action, ...rest } = step
    const body = { version: (await record(caseId)).version, ...rest }
    return await (verbs[action] as (...given: unknown[]) => Promise<unknown>)(loop, actor, { caseId, body })
  }
  const sent = async (ids: readonly string[]) => {
    for (const caseId of ids)
      await act(sender, caseId, { do: 'dispatch', departmentId: 'urban', dutyId: 'lamp', categoryId: null })
  }
  const verifying = async (ids: readonly string[]) => {
    await sent(ids)
    for (const caseId of ids) {
      await act(anna, caseId, { do: 'handle' })
      await act(anna, caseId, { do: 'reply', reply: '已修好' })
    }
  }
  return {
    ...base,
    sender,
    sender2,
    lead,
    anna,
    bert,
    police,
    warned,
    runner,
    reported,
    record,
    seen,
    start,
    taskOf,
    run,
    detail,
    undo,
    timeline,
    act,
    sent,
    verifying,
  }
}
