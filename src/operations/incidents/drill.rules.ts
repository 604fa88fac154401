import type { Json } from '#ledger/index.ts'
import { type Rule, rules } from './detect.rules.ts'
import type { Signal } from './signal.rules.ts'

/** What a drill writes: an entry that is read as another kind, and only for its drill. */
export interface Planted {
  as: string
  body: { readonly [key: string]: Json }
}

/** Whom a drill is about: no account has this name. */
export const drillAccount = 'drill'

const plans: Readonly<Record<Signal, (rule: Rule) => Planted[]>> = {
  'personal-read': many('contact.looked'),
  'access-refused': one('access.refused', rule => ({ times: rule.floor })),
  export: many('case.exported'),
  'export-rows': one('case.export-ended', rule => ({ rows: rule.floor })),
  'export-night': many('case.exported', { night: true }),
  'safeguard-changed': many('person.changed'),
  'account-locked': many('session.locked'),
  'decision-refused': many('decision.made', { algorithm: drillAccount, outcome: 'refused' }),
  'breaker-opened': many('breaker.changed', { after: 'open' }),
  'ledger-found': many('ledger.resumed'),
}

function many(as: string, body: Planted['body'] = {}) {
  return (rule: Rule): Planted[] =>
    Array.from({ length: rule.floor }, () => ({ as, body: { by: drillAccount, ...body } }))
}

function one(as: string, amount: (rule: Rule) => Planted['body']) {
  return (rule: Rule): Planted[] => [{ as, body: { by: drillAccount, ...amount(rule) } }]
}

/** Just enough of everything for each rule to find it. */
export const planDrill = (): Planted[] => rules.flatMap(rule => plans[rule.needs](rule))
