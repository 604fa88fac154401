import { z } from 'zod'
import { level } from '#base/level.contract.ts'

/** Everything that permission policies decide on. A name that is not here is refused. */
export const actions = [
  'cases:report',
  'cases:intake',
  'cases:read',
  'cases:search',
  'cases:read-personal',
  'cases:accept',
  'cases:answer',
  'cases:decline',
  'cases:hand-over',
  'cases:dispatch',
  'cases:return',
  'cases:handle',
  'cases:reply',
  'cases:verify',
  'cases:close',
  'cases:reopen',
  'cases:rate',
  'cases:follow',
  'cases:comment',
  'cases:import',
  'cases:export',
  'decisions:read',
  'decisions:settle',
  'models:read',
  'models:train',
  'models:evaluate',
  'models:approve',
  'city:read',
  'city:edit',
  'duties:edit',
  'calendar:edit',
  'people:read',
  'people:edit',
  'tokens:own',
  'tokens:any',
  'sessions:own',
  'operations:read',
  'operations:act',
  'ledger:read',
] as const
export type Action = (typeof actions)[number]
export const action = level('L1', z.enum(actions))

/** True for the name of an action. */
export function isAction(name: string): name is Action {
  return (actions as readonly string[]).includes(name)
}
