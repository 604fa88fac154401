import type { z } from 'zod'
import { baseError } from '#base/index.ts'
import { type CitySnapshot, resolveCoHosts } from '#city/index.ts'
import type { Actor } from '#identity/index.ts'
import { type CaseRecord, selectCase } from '../case.store.ts'
import { isOnlyOwn } from '../case.view.ts'
import type { CaseLoop } from '../case-loop.ts'
import { resourceOf } from '../transition.ts'
import { type Linked, selectFamily } from './case-parent.store.ts'
import type { caseJoint } from './joint.contract.ts'
import { mayBeJoined } from './joint.rules.ts'
import { selectTasks } from './joint-task.store.ts'
import { taskView } from './task.view.ts'

const linked = ({ id, code, state }: Linked) => ({ caseId: id, code, state })

function proposedFor(city: CitySnapshot, record: CaseRecord, asked: readonly string[]): string[] {
  const duty = record.duty_id === null ? null : city.duty(record.duty_id)
  if (!duty || !mayBeJoined(record.state)) return []
  return resolveCoHosts(city, duty, record.region_id)
    .map(department => department.id)
    .filter(id => id !== record.department_id && !asked.includes(id))
}

/**
 * Who works on a case together and which cases belong with it; the office's own affair, not the citizen's.
 * @throws base.not-found as reading the case, and for the citizen.
 */
export async function readJoint(
  loop: CaseLoop,
  actor: Actor,
  caseId: string,
): Promise<z.input<typeof caseJoint>> {
  const record = await selectCase(loop.database, { caseId, scope: actor.scope })
  const permits = (permission: string) =>
    record !== undefined && loop.permissions.permits(actor, permission, resourceOf(record))
  if (!record || !permits('cases:read') || isOnlyOwn(actor, record)) throw baseError('base.not-found')
  const [city, tasks, family] = await Promise.all([
    loop.city.snapshot(),
    selectTasks(loop.database, caseId),
    selectFamily(loop.database, actor.scope, caseId),
  ])
  const coordinates = permits('cases:coordinate')
  return {
    tasks: tasks.map(task => taskView(task, actor)),
    proposed: coordinates
      ? proposedFor(
          city,
          record,
          tasks.map(task => task.department_id),
        )
      : [],
    parent: family.parent && linked(family.parent),
    children: family.children.map(linked),
    otherChildren: family.otherChildren,
    mayCoordinate: coordinates,
  }
}
