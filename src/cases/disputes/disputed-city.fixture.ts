import type { TestContext } from 'node:test'
import { inTransaction, isCode } from '#base/index.ts'
import { addDays, addDepartment, listDutyVersions } from '#city/index.ts'
import type { Actor } from '#identity/index.ts'
import { reportBody, testCases } from '../../../test/test-cases.ts'
import type { ActionBody } from '../action.contract.ts'
import { verbs } from '../action.routes.ts'
import type { CaseAction } from '../case-words.contract.ts'
import { localDay } from '../local-day.ts'
import { readCase } from '../read-case.ts'
import { reportCase } from '../report-case.ts'
import { selectOutcomes } from './disputed-city-fixture.store.ts'

/** For `assert.rejects`: it was refused by this error of the catalogue. */
export const refusedAs = (wanted: string) => (error: unknown) => isCode(error, wanted)

/** Under `urban` the branches `urban-east` and `urban-west`, under the first the team `urban-east-team`. */
async function addBranches(database: Awaited<ReturnType<typeof testCases>>['database']): Promise<void> {
  const branch = { kind: 'branch', regionId: 'a', phone: null, address: null, email: null }
  const branches: [id: string, parentId: string][] = [
    ['urban-east', 'urban'],
    ['urban-west', 'urban'],
    ['urban-east-team', 'urban-east'],
  ]
  await inTransaction(database, async tx => {
    for (const [id, parentId] of branches)
      await addDepartment(tx, {
        department: { ...branch, id, parentId, name: `部门${id}`, nameEnglish: id },
        by: 'system',
      })
  })
}

/** People of a small city who object and rule, and what they do in one call. */
export async function disputedCity(t: TestContext) {
  const base = await testCases(t)
  const { loop, database, person } = base
  await addBranches(database)
  const [seat, sender, reviewer, second] = await Promise.all([
    person('seat', ['seat']),
    person('sender', ['dispatcher']),
    person('reviewer', ['dispatcher']),
    person('second', ['dispatcher']),
  ])
  const workers = new Map<string, Actor>()
  /** A handler of the department. */
  const worker = async (departmentId: string): Promise<Actor> => {
    const known =
      workers.get(departmentId) ?? (await person(`of-${departmentId}`, ['handler'], { departmentId }))
    workers.set(departmentId, known)
    return known
  }
  type At = { caseId: string; version?: number }
  const act = async <A extends CaseAction>(
    ...[actor, action, at, body]: [actor: Actor, action: A, at: At, body: Omit<ActionBody<A>, 'version'>]
  ) => {
    const version = at.version ?? (await readCase(loop, seat, at.caseId)).version
    return await verbs[action](loop, actor, {
      caseId: at.caseId,
      body: { ...body, version } as ActionBody<A>,
    })
  }
  const send = (caseId: string, departmentId: string, more: { by?: Actor; reason?: string } = {}) => {
    const { by = sender, ...rest } = more
    return act(by, 'dispatch', { caseId }, { departmentId, dutyId: null, categoryId: null, ...rest })
  }
  const sent = async (departmentId = 'urban') => {
    const { caseId } = await reportCase(loop, seat, reportBody())
    const dutyId = departmentId === 'urban' ? 'lamp' : null
    await act(sender, 'dispatch', { caseId }, { departmentId, dutyId, categoryId: null })
    return caseId
  }
  const object = async (caseId: string, departmentId: string, proposed: string | null = null) =>
    await act(
      await worker(departmentId),
      'object',
      { caseId },
      { reason: '不属于我们', proposedDepartmentId: proposed, dutyId: null },
    )
  /** A case that was sent to a department and objected to there. */
  const objected = async (departmentId = 'urban', proposed: string | null = 'police') => {
    const caseId = await sent(departmentId)
    await object(caseId, departmentId, proposed)
    return caseId
  }
  const giveBack = async (caseId: string, departmentId: string) =>
    await act(await worker(departmentId), 'return', { caseId }, { reason: '退', proposedDepartmentId: null })
  const uphold = (
    caseId: string,
    departmentId: string,
    more: { by?: Actor; version?: number } & Partial<ActionBody<'uphold-objection'>> = {},
  ) => {
    const { by = reviewer, version, ...rest } = more
    const at = { caseId, ...(version === undefined ? {} : { version }) }
    return act(by, 'uphold-objection', at, { reason: '裁定', departmentId, dutyId: null, ...rest })
  }
  const refuse = (caseId: string, by: Actor = reviewer) =>
    act(by, 'refuse-objection', { caseId }, { reason: '不成立' })
  const today = localDay(await loop.city.snapshot(), new Date())
  const read = (caseId: string) => readCase(loop, seat, caseId)
  const outcomes = (caseId: string) => selectOutcomes(database, caseId)
  /** The version of the duty about lamps that an editor has to name now. */
  const lampVersion = async () => (await listDutyVersions(database, 'lamp'))[0]!.version
  const host = async (inForceFrom = today) => ({
    kind: 'host' as const,
    dutyId: 'lamp',
    dutyVersion: await lampVersion(),
    inForceFrom,
  })
  return {
    ...base,
    ...{ seat, sender, reviewer, second, worker, act, send, sent, object, objected, giveBack },
    ...{ uphold, refuse, today, read, outcomes, lampVersion, host },
    tomorrow: addDays(today, 1),
  }
}

export type DisputedCity = Awaited<ReturnType<typeof disputedCity>>
