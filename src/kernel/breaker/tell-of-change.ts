import type { Transaction } from '#base/index.ts'
import type { AnyAlgorithm } from '../algorithm.ts'
import type { BreakerNotice } from './breaker.contract.ts'
import type { ChangeRow } from './breaker.store.ts'
import { every, none } from './cut.rules.ts'

export interface RoleNotice {
  notice: BreakerNotice
  roles: readonly string[]
  actor: string
  parameters: { title: string; titleEnglish: string; department?: string }
}

/** Tells everybody who has one of some roles, in the transaction of what they are told of. */
export type TellRoles = (tx: Transaction, notice: RoleNotice) => Promise<void>

// Those who take over are told of what is off and what is back; a signal that cuts nothing off is for who knows what to make of it.
const takingOver = ['dispatcher', 'ai-engineer', 'security-administrator', 'leader']
const keeping = ['ai-engineer', 'security-administrator']

const notices: Readonly<Record<string, { notice: BreakerNotice; roles: readonly string[] }>> = {
  open: { notice: 'breaker-opened', roles: takingOver },
  'half-open': { notice: 'breaker-half-open', roles: ['dispatcher', 'ai-engineer'] },
  closed: { notice: 'breaker-closed', roles: takingOver },
  signal: { notice: 'breaker-signal', roles: keeping },
  off: { notice: 'ai-switched-off', roles: takingOver },
  'on-asked': { notice: 'ai-on-asked', roles: keeping },
  on: { notice: 'ai-switched-on', roles: takingOver },
}

/** Whom a change is told to, and what. */
export function noticeOf(change: ChangeRow, algorithms: readonly AnyAlgorithmTitle[]): RoleNotice {
  const { notice, roles } = notices[change.after]!
  const named = change.department !== every && change.department !== none
  const title = algorithms.find(one => one.id === change.algorithm)?.title
  const all = change.algorithm === every ? { zh: '全部人工智能', en: 'All AI' } : undefined
  return {
    notice: notice === 'breaker-opened' && !named ? 'breaker-opened-everywhere' : notice,
    roles,
    actor: change.by,
    parameters: {
      title: title?.zh ?? all?.zh ?? change.algorithm,
      titleEnglish: title?.en ?? all?.en ?? change.algorithm,
      ...(named ? { department: change.department } : {}),
    },
  }
}

export type AnyAlgorithmTitle = Pick<AnyAlgorithm, 'id' | 'title'>
