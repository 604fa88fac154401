import type { z } from 'zod'
import type { Handle } from '#base/index.ts'
import { instantOf, readCalendar, wallTime } from '#city/index.ts'
import { courseVersion, type trainingState } from './course.contract.ts'
import { countAttempts, selectPassedAt } from './training.store.ts'
import { longestDays } from './use-case.contract.ts'

const day = 86_400_000

/** When the city's own day began. */
export async function startOfToday(handle: Handle): Promise<Date> {
  const { timeZone } = await readCalendar(handle)
  const { date } = wallTime(timeZone, Date.now())
  return new Date(instantOf(timeZone, { date, milliseconds: 0 }))
}

function validUntil(passedAt: Date | null): Date | null {
  return passedAt && new Date(passedAt.getTime() + longestDays * day)
}

/** Whether somebody passed the course within a year, in the version that is taught now. */
export async function hasValidTraining(handle: Handle, person: string): Promise<boolean> {
  const until = validUntil(await selectPassedAt(handle, person, courseVersion))
  return until !== null && until > new Date()
}

/** How somebody stands with the course. */
export async function readTraining(handle: Handle, person: string): Promise<z.input<typeof trainingState>> {
  const passedAt = await selectPassedAt(handle, person, courseVersion)
  const until = validUntil(passedAt)
  return {
    version: courseVersion,
    passedAt: passedAt?.toISOString() ?? null,
    validUntil: until?.toISOString() ?? null,
    valid: until !== null && until > new Date(),
    attemptsToday: await countAttempts(handle, person, await startOfToday(handle)),
  }
}
