import type { Database } from '#base/index.ts'
import { exceptionState, selectExceptions } from './alarm.store.ts'
import type { GuardException } from './exception.rules.ts'

/** The exceptions in force, for the guard of this process. */
export interface ExceptionHolder {
  /** The same list as long as nothing was ruled. */
  inForce(): Promise<readonly GuardException[]>
  /** To be called when something was ruled here: the next look asks again. */
  forget(): void
}

/** What another process ruled is seen here within this many milliseconds. */
const age = 2000

const asException = (row: Awaited<ReturnType<typeof selectExceptions>>[number]): GuardException => ({
  id: row.id,
  effect: row.effect as GuardException['effect'],
  about: row.about,
  words: row.words,
  before: row.before,
})

/** Keeps the exceptions in force ready. While the database does not answer, those of before go on. */
export function createExceptions(database: Database): ExceptionHolder {
  let held: { state: string; list: readonly GuardException[] } | undefined
  let asked = Number.NEGATIVE_INFINITY
  let asking: Promise<void> | undefined
  let changes = 0
  const look = async () => {
    const at = performance.now()
    const before = changes
    try {
      const state = await exceptionState(database)
      if (state !== held?.state) held = { state, list: (await selectExceptions(database)).map(asException) }
    } catch (error) {
      if (!held) throw error
    }
    // What was ruled while this was asked is not in the answer.
    if (before === changes) asked = at
  }
  return {
    inForce: async () => {
      while (performance.now() - asked > age) {
        asking ??= look().finally(() => {
          asking = undefined
        })
        await asking
      }
      return held!.list
    },
    forget: () => {
      changes += 1
      asked = Number.NEGATIVE_INFINITY
    },
  }
}
