import {
  type Account,
  type LimitOutcome,
  type Limits,
  noteUse,
  usualLimits,
  withinLimits,
} from './limits.rules.ts'

/** Keeps the accounts of this process; several processes each allow the whole budget. */
export interface Limiter {
  /** Asks for one call and, when it is within the limits, notes it. */
  ask(call: { text: string; actor: string; algorithm: string; now?: number }): LimitOutcome
}

/** People and algorithms remembered at once; the one that asked least recently is forgotten first. */
const mostAccounts = 20_000

function keep(accounts: Map<string, Account>, key: string, account: Account): void {
  accounts.delete(key)
  if (accounts.size >= mostAccounts) accounts.delete(accounts.keys().next().value as string)
  accounts.set(key, account)
}

/** Limits of size, rate and cost before a model, in memory. */
export function createLimiter(limits: Limits = usualLimits): Limiter {
  const actors = new Map<string, Account>()
  const algorithms = new Map<string, Account>()
  return {
    ask({ text, actor, algorithm, now = Date.now() }) {
      const asked = { text, now, actor: actors.get(actor), algorithm: algorithms.get(algorithm) }
      const { outcome, tokens } = withinLimits(asked, limits)
      if (outcome !== 'within') return outcome
      const use = { at: now, tokens }
      keep(actors, actor, noteUse(asked.actor, use, limits.actor.seconds))
      keep(algorithms, algorithm, noteUse(asked.algorithm, use, limits.algorithm.seconds))
      return outcome
    },
  }
}
