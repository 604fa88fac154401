import { createHash } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { inTransaction, isCode, type Transaction, uuidv7 } from '#base/index.ts'
import type { BusinessCalendar } from '#city/index.ts'
import { systemActor } from '#identity/index.ts'
import { append, leafHash } from '#ledger/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import { draftEvent, type EventDraft, eventLeaf } from '../event.draft.ts'
import { insertEvents } from '../event.store.ts'
import { type DueBasis, dueOf } from './clock.rules.ts'
import type { PlannedMoment } from './due-moment.store.ts'
import { momentsOf } from './due-moments.rules.ts'
import {
  holdFollowed,
  holdRunning,
  moveDue,
  noteFollowed,
  type RunningCase,
  replaceMoments,
  shiftMoments,
} from './follow-calendar.store.ts'

const atOnce = 200
const beforeAll = '00000000-0000-0000-0000-000000000000'
const hashes = new WeakMap<BusinessCalendar, string>()

/** What two calendars that work the same have in common. */
function hashOf(calendar: BusinessCalendar): string {
  const known = hashes.get(calendar)
  if (known !== undefined) return known
  const { timeZone, weekdays, exceptions } = calendar
  const days = [...exceptions].map(([date, { workday }]) => [date, workday]).sort()
  const hash = createHash('sha256')
    .update(JSON.stringify([timeZone, weekdays, days]))
    .digest('hex')
  hashes.set(calendar, hash)
  return hash
}

// Offices that never work leave every deadline where it is.
function computed(basis: DueBasis | null, at: Date | null, calendar: BusinessCalendar): Date | null {
  if (basis === null || at === null) return at
  try {
    return dueOf(basis, calendar)
  } catch (error) {
    if (!isCode(error, 'city.calendar-never-works')) throw error
    return at
  }
}

interface Followed {
  before: RunningCase
  due: Date
  respondBy: Date | null
  hasMoved: boolean
}

function followed(before: RunningCase, calendar: BusinessCalendar): Followed {
  const due = computed(before.due_basis, before.due_at, calendar) ?? before.due_at
  const respondBy = computed(before.respond_basis, before.respond_by, calendar)
  const hasMoved =
    due.getTime() !== before.due_at.getTime() || respondBy?.getTime() !== before.respond_by?.getTime()
  return { before, due, respondBy, hasMoved }
}

function planned(
  { before, due, respondBy, hasMoved }: Followed,
  calendar: BusinessCalendar,
): PlannedMoment[] {
  const step = before.last_seq + (hasMoved ? 1 : 0)
  const standing = { due_at: due, respond_by: respondBy, due_basis: before.due_basis }
  return momentsOf(standing, before.updated_at, calendar).map(moment => ({
    case_id: before.id,
    step,
    department_id: before.department_id,
    ...moment,
  }))
}

function eventOf({ before, due }: Followed, at: Date): EventDraft {
  return draftEvent(before.id, before.last_seq + 1, {
    type: 'deadline-moved',
    at,
    actor: { id: systemActor.id, name: systemActor.name },
    departmentId: before.department_id,
    fromState: before.state,
    toState: before.state,
    details: { dueAt: due.toISOString(), previousDueAt: before.due_at.toISOString() },
  })
}

async function record(tx: Transaction, moved: readonly Followed[]): Promise<void> {
  const at = new Date()
  const drafts = moved.map(one => eventOf(one, at))
  await insertEvents(tx, drafts)
  const leaves = drafts.map(eventLeaf)
  const id = uuidv7()
  const body = { count: leaves.length, digest: leafHash(leaves).toString('hex') }
  await append(tx, [{ id, kind: 'case.batch-deadline-moved', subject: `batch:${id}`, body }])
}

/** One page of cases in one transaction. @returns how many deadlines moved; null when there is nothing left to do. */
async function followPage(tx: Transaction, calendar: BusinessCalendar): Promise<number | null> {
  const calendarHash = hashOf(calendar)
  const held = await holdFollowed(tx, calendarHash)
  if (!held) return null
  const isNew = held.calendar_hash !== calendarHash
  if (!isNew && held.after_case === null) return null
  const page = { after: (isNew ? null : held.after_case) ?? beforeAll, limit: atOnce }
  const found = (await holdRunning(tx, page)).map(one => followed(one, calendar))
  const moved = found.filter(one => one.hasMoved)
  const stayed = found.filter(one => !one.hasMoved)
  if (stayed.length > 0)
    await shiftMoments(
      tx,
      stayed.flatMap(one => planned(one, calendar)),
    )
  if (moved.length > 0) {
    await moveDue(
      tx,
      moved.map(({ before, due, respondBy }) => ({
        id: before.id,
        seq: before.last_seq + 1,
        due_at: due.toISOString(),
        respond_by: respondBy?.toISOString() ?? null,
      })),
    )
    await replaceMoments(
      tx,
      moved.flatMap(one => planned(one, calendar)),
    )
    await record(tx, moved)
  }
  const after_case = found.length < atOnce ? null : found.at(-1)!.before.id
  await noteFollowed(tx, { calendar_hash: calendarHash, after_case })
  return moved.length
}

/**
 * Computes running deadlines again when the calendar is not the one they were computed with, page by page: a process that
 * is killed leaves the rest to the next. A case that stands still follows when it goes on.
 * @returns how many deadlines moved.
 */
export async function followCalendar(
  parts: Pick<CaseLoop, 'database' | 'city'> & { signal?: AbortSignal },
): Promise<number> {
  const { calendar } = await parts.city.snapshot()
  let moved = 0
  while (!parts.signal?.aborted) {
    const count = await inTransaction(parts.database, tx => followPage(tx, calendar))
    if (count === null) break
    moved += count
    await nextTurn()
  }
  return moved
}
