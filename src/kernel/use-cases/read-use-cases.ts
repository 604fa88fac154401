import type { z } from 'zod'
import { baseError, type Handle } from '#base/index.ts'
import { type Actor, selectNames } from '#identity/index.ts'
import { hasValidTraining } from './read-training.ts'
import type { useCase, useCaseList, useList } from './use-case.contract.ts'
import { hindranceToUse } from './use-case.rules.ts'
import { selectUseCases, selectUses, type UseCaseRow } from './use-case.store.ts'
import { departmentOf, todayOf, type UseCaseParts } from './use-case-parts.ts'

const listed = 300
const usesListed = 200
const day = 86_400_000

interface Reader {
  actor: Actor
  today: string
  trained: boolean
  approves: boolean
  uses: boolean
  names: ReadonlyMap<string, string>
}

async function namesOf(handle: Handle, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids.filter(id => id !== null))]
  const people = await selectNames(handle, wanted)
  return new Map(people.map(one => [one.id, one.account]))
}

const daysBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / day)

function viewOf(row: UseCaseRow, reader: Reader): z.input<typeof useCase> {
  const { actor, today, trained, approves, uses, names } = reader
  const standing = { state: row.state, validUntil: row.valid_until, today, trained }
  const where = { departmentId: row.department, ownDepartmentId: departmentOf(actor) }
  const own = row.requested_by === actor.id
  const named = (id: string | null) => (id === null ? null : (names.get(id) ?? null))
  return {
    useCaseId: row.id,
    title: row.title,
    purpose: row.purpose,
    tool: row.tool,
    toolPlace: row.tool_place,
    departmentId: row.department,
    dataLevel: row.data_level,
    harm: row.harm,
    citizensSee: row.citizens_see,
    risk: row.risk,
    gate: row.gate,
    state: row.state,
    requestedAt: row.requested_at.toISOString(),
    requestedBy: named(row.requested_by),
    decidedAt: row.decided_at?.toISOString() ?? null,
    decidedBy: named(row.decided_by),
    conditions: row.conditions,
    validUntil: row.valid_until,
    daysLeft: row.state === 'approved' && row.valid_until ? daysBetween(today, row.valid_until) : null,
    figures: {
      uses: row.uses,
      people: row.people,
      checked: row.used === 0 ? null : row.checked / row.used,
      lastAt: row.last_at?.toISOString() ?? null,
    },
    mayDecide: approves && !own && row.state === 'requested',
    mayWithdraw: (own || approves) && (row.state === 'requested' || row.state === 'approved'),
    hindrance: uses ? hindranceToUse({ ...standing, ...where }) : 'not-approved',
  }
}

/** Every use case with what this reader may do about it. */
export async function readUseCases(
  { database, permissions }: UseCaseParts,
  actor: Actor,
): Promise<z.input<typeof useCaseList>> {
  const rows = await selectUseCases(database, listed)
  const reader: Reader = {
    actor,
    today: await todayOf(database),
    trained: await hasValidTraining(database, actor.id),
    approves: permissions.permits(actor, 'use-cases:approve'),
    uses: permissions.permits(actor, 'use-cases:use'),
    names: await namesOf(
      database,
      rows.flatMap(row => [row.requested_by, row.decided_by]),
    ),
  }
  return { items: rows.map(row => viewOf(row, reader)) }
}

/** What was recorded under a use case: all of it for those who approve or audit, else the own. @throws base.not-found */
export async function readUses(
  { database, permissions }: UseCaseParts,
  actor: Actor,
  useCaseId: string,
): Promise<z.input<typeof useList>> {
  const found = (await selectUseCases(database, listed)).find(one => one.id === useCaseId)
  if (!found) throw baseError('base.not-found')
  const seesAll = permissions.permits(actor, 'use-cases:review') || found.requested_by === actor.id
  const person = seesAll ? null : actor.id
  const rows = await selectUses(database, { useCaseId, person, limit: usesListed })
  const names = await namesOf(
    database,
    rows.flatMap(row => [row.person, row.checked_by]),
  )
  return {
    items: rows.map(row => ({
      useId: row.id,
      at: row.at.toISOString(),
      person: names.get(row.person) ?? null,
      task: row.task,
      dataLevel: row.data_level,
      used: row.used,
      checked: row.checked,
      checkedBy: row.checked_by === null ? null : (names.get(row.checked_by) ?? null),
    })),
  }
}
