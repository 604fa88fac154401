import type { z } from 'zod'
import { type Handle, within } from '#base/index.ts'
import { type Actor, selectNames } from '#identity/index.ts'
import type { LookPurpose, looksPage } from './look.contract.ts'
import { countLooks, selectLooks } from './look.store.ts'

const most = 500

/** The looks of one day, and who took how many. The day is one of the city's, given as its two moments. */
export async function listLooks(
  handle: Handle,
  actor: Actor,
  of: { from: Date; to: Date; person?: string | undefined },
): Promise<z.input<typeof looksPage>> {
  const [rows, people] = await Promise.all([
    selectLooks(handle, { ...of, limit: most }),
    countLooks(handle, of),
  ])
  const ids = [...new Set([...rows, ...people].map(one => one.person))]
  const accounts = new Map((await selectNames(handle, ids)).map(one => [one.id, one.account]))
  const reads = within('L3', actor.scope.level)
  return {
    items: rows.map(row => ({
      lookId: row.id,
      caseId: row.case_id,
      code: row.code,
      personId: row.person,
      account: accounts.get(row.person) ?? null,
      purpose: row.purpose as LookPurpose,
      words: reads ? row.words : null,
      at: row.at.toISOString(),
    })),
    people: people.map(one => ({
      personId: one.person,
      account: accounts.get(one.person) ?? null,
      looks: one.looks,
      cases: one.cases,
    })),
  }
}
