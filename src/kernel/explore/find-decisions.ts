import type { z } from 'zod'
import { type Handle, isCode } from '#base/index.ts'
import { personByAccount } from '#identity/index.ts'
import type { DecisionFilter } from '../decision.store.ts'
import type { decisionSummary } from '../kernel.contract.ts'
import { listDecisions } from '../read-decision.ts'
import type { DecisionQuery } from './explore.contract.ts'

type Summary = z.input<typeof decisionSummary>

async function actorsOf(handle: Handle, account: string | undefined): Promise<string[] | undefined> {
  if (account === undefined) return undefined
  // What the product's own jobs did has no account and stands under its own word.
  return await personByAccount(handle, account).then(
    person => [person.id],
    error => {
      if (isCode(error, 'identity.unknown-person')) return [account]
      throw error
    },
  )
}

/** The question of a page as the store takes it. */
export async function storeFilter(
  handle: Handle,
  query: DecisionQuery,
): Promise<Omit<DecisionFilter, 'limit'>> {
  const { account, since, until, ...same } = query
  return {
    ...same,
    actors: await actorsOf(handle, account),
    since: since === undefined ? undefined : new Date(since),
    until: until === undefined ? undefined : new Date(until),
  }
}

/** Decisions that a question finds, newest first, a page at a time. */
export async function findDecisions(
  handle: Handle,
  query: DecisionQuery & { before?: string | undefined; limit: number },
): Promise<Summary[]> {
  return await listDecisions(handle, { ...(await storeFilter(handle, query)), limit: query.limit })
}
