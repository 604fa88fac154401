import { baseError } from '#base/index.ts'

export interface FailureLimit {
  /** @throws base.too-many-requests while an address has too many failures. */
  check(address: string): void
  count(address: string): void
}

/**
 * Limits failed sign-ins by address, over all accounts: against one password tried on many. Only failures count,
 * because a hotline's hundred seats begin their shift behind one address. Kept in memory: it slows guessing down, the
 * lock of the account is what stops it.
 */
export function createFailureLimit(options: {
  limit: number
  windowMilliseconds: number
  now: () => number
}): FailureLimit {
  const { limit, windowMilliseconds, now } = options
  const windows = new Map<string, { since: number; failures: number }>()
  const current = (address: string) => {
    const found = windows.get(address)
    return found && now() - found.since < windowMilliseconds ? found : undefined
  }
  return {
    check: address => {
      const found = current(address)
      if (!found || found.failures < limit) return
      const seconds = Math.ceil((found.since + windowMilliseconds - now()) / 1000)
      throw baseError('base.too-many-requests', { seconds })
    },
    count: address => {
      const found = current(address)
      if (found) {
        found.failures++
        return
      }
      if (windows.size > 10_000) for (const key of windows.keys()) if (!current(key)) windows.delete(key)
      windows.set(address, { since: now(), failures: 1 })
    },
  }
}
