import { z } from 'zod'
import { level, type Route } from '#base/index.ts'
import { type Actor, route } from '#identity/index.ts'
import { acted } from '../action.contract.ts'
import type { CaseLoop } from '../case-loop.ts'
import { removeRetention, setRetention } from './change-retention.ts'
import { correctPerson } from './correct-person.ts'
import { erasePerson } from './erase-person.ts'
import { exportPerson } from './export-person.ts'
import { endHold, placeHold } from './hold-case.ts'
import { readPersonalChanges } from './read-personal-changes.ts'
import { readRetention } from './read-retention.ts'
import {
  correctionBody,
  erasedPerson,
  holdBody,
  liftBody,
  personalBody,
  personalChanges,
  personalExport,
  retentionFigures,
  retentionRemoval,
  retentionRule,
  saved,
} from './rights.contract.ts'

const ofCase = z.object({ caseId: level('L2', z.uuid()) })
const retains = { action: 'rights:retain' } as const
const forPersons = { action: 'rights:person' } as const

function personRoutes(loop: CaseLoop): Route<Actor>[] {
  return [
    route({
      method: 'POST',
      path: '/api/rights/person/export',
      access: forPersons,
      summary: 'Everything that is held about one person; the request is recorded.',
      callsPerMinute: 20,
      body: personalBody,
      response: personalExport,
      handle: async ({ caller, body }) => await exportPerson(loop, caller, body),
    }),
    route({
      method: 'POST',
      path: '/api/rights/person/erase',
      access: forPersons,
      summary: 'Erase what was said in the cases of one person, on their request.',
      callsPerMinute: 20,
      body: personalBody,
      response: erasedPerson,
      handle: async ({ caller, body }) => await erasePerson(loop, caller, body),
    }),
    route({
      method: 'GET',
      path: '/api/cases/:caseId/personal-changes',
      access: { action: 'cases:read' },
      summary: 'What was held about a caller before it was corrected.',
      params: ofCase,
      response: personalChanges,
      handle: async ({ caller, params }) => await readPersonalChanges(loop, caller, params.caseId),
    }),
    route({
      method: 'POST',
      path: '/api/cases/:caseId/personal-changes',
      access: { action: 'cases:correct-person' },
      summary: 'Correct what is held about a caller.',
      params: ofCase,
      body: correctionBody,
      response: acted,
      handle: async ({ caller, params, body }) => await correctPerson(loop, caller, { ...params, body }),
    }),
  ]
}

/** Routes of retention, of holds, and of the rights of persons. */
export function rightsRoutes(loop: CaseLoop): Route<Actor>[] {
  return [
    route({
      method: 'GET',
      path: '/api/rights/retention',
      access: { action: 'rights:read' },
      summary: 'How long cases are kept, and what would be erased now; nothing is.',
      response: retentionFigures,
      handle: async () => await readRetention(loop),
    }),
    route({
      method: 'POST',
      path: '/api/rights/retention',
      access: retains,
      summary: 'Set how long a category is kept.',
      body: retentionRule,
      response: saved,
      handle: async ({ caller, body }) => await setRetention(loop, caller, body),
    }),
    route({
      method: 'POST',
      path: '/api/rights/retention/remove',
      access: retains,
      summary: 'Remove the rule of a category.',
      body: retentionRemoval,
      response: saved,
      handle: async ({ caller, body }) => await removeRetention(loop, caller, body.categoryId),
    }),
    route({
      method: 'POST',
      path: '/api/rights/holds',
      access: retains,
      summary: 'Keep a case from being erased.',
      body: holdBody,
      response: saved,
      handle: async ({ caller, body }) => await placeHold(loop, caller, body),
    }),
    route({
      method: 'POST',
      path: '/api/rights/holds/lift',
      access: retains,
      summary: 'Let a case be erased when its time comes.',
      body: liftBody,
      response: saved,
      handle: async ({ caller, body }) => await endHold(loop, caller, body),
    }),
    ...personRoutes(loop),
  ]
}
