import { z } from 'zod'
import { type Database, level, type Route } from '#base/index.ts'
import { type Actor, route } from '#identity/index.ts'
import type { AnyAlgorithm } from '../algorithm.ts'
import { breakerBoard, switchOff, switchOn } from './breaker.contract.ts'
import type { BreakerHolder } from './hold-breakers.ts'
import { readBoard } from './read-board.ts'
import { switchAlgorithmOff, switchAlgorithmOn } from './switch-algorithm.ts'
import type { TellRoles } from './tell-of-change.ts'
import type { CountObjections } from './watch-runs.ts'

/** Routes of the breaker: how each stands, and the switch by hand. */
export function breakerRoutes(parts: {
  database: Database
  breakers: BreakerHolder
  algorithms: readonly AnyAlgorithm[]
  countObjections?: CountObjections | undefined
  tellRoles?: TellRoles | undefined
}): Route<Actor>[] {
  const board = async () => await readBoard(parts.database, parts)
  return [
    route({
      method: 'GET',
      path: '/api/breakers',
      access: { action: 'guard:read' },
      summary: 'Breakers by algorithm, department and model version, with signals, switches and changes.',
      response: breakerBoard,
      handle: board,
    }),
    route({
      method: 'POST',
      path: '/api/breakers/off',
      access: { action: 'algorithms:switch' },
      summary: 'Switches an algorithm off, or all AI (`*`); recorded, in force within two seconds.',
      body: switchOff,
      response: breakerBoard,
      handle: async ({ body, caller }) => {
        await switchAlgorithmOff(parts, body, caller)
        return await board()
      },
    }),
    route({
      method: 'POST',
      path: '/api/breakers/on',
      access: { action: 'algorithms:switch' },
      summary: 'Asks to switch on again; the second of two different people does it.',
      body: switchOn,
      response: z.object({ became: level('L1', z.enum(['asked', 'on'])), board: breakerBoard }),
      handle: async ({ body, caller }) => ({
        became: await switchAlgorithmOn(parts, body, caller),
        board: await board(),
      }),
    }),
  ]
}
