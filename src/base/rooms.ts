/** The rooms in stack order: a room knows only those before it. Migrations run in this order. */
export const rooms = [
  'base',
  'ledger',
  'city',
  'identity',
  'kernel',
  'data',
  'models',
  'knowledge',
  'agents',
  'cases',
  'operations',
  'scenarios',
] as const

export type Room = (typeof rooms)[number]
