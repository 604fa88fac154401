import type { Route } from '#base/index.ts'
import { type Actor, route } from '#identity/index.ts'
import { beginAttempt, handInAttempt } from './attempt-training.ts'
import { attemptKey, attemptResult, begunAttempt, handedIn, trainingState } from './course.contract.ts'
import { decideUseCase, withdrawUseCase } from './decide-use-case.ts'
import { readTraining } from './read-training.ts'
import { readUseCases, readUses } from './read-use-cases.ts'
import { recordUse } from './record-use.ts'
import { requestUseCase } from './request-use-case.ts'
import {
  newUse,
  newUseCase,
  useCaseDecision,
  useCaseKey,
  useCaseList,
  useCaseMade,
  useCaseState,
  useList,
  useMade,
} from './use-case.contract.ts'
import type { UseCaseParts } from './use-case-parts.ts'

const reads = { action: 'use-cases:read' as const }

function trainingRoutes(parts: UseCaseParts): Route<Actor>[] {
  return [
    route({
      method: 'GET',
      path: '/api/training',
      access: reads,
      summary: 'How the caller stands with the course on generative AI.',
      response: trainingState,
      handle: async ({ caller }) => await readTraining(parts.database, caller.id),
    }),
    route({
      method: 'POST',
      path: '/api/training/attempts',
      access: reads,
      summary: 'Begins an attempt at the test: questions without their solutions; three a day.',
      response: begunAttempt,
      status: 201,
      handle: async ({ caller }) => await beginAttempt(parts, caller),
    }),
    route({
      method: 'POST',
      path: '/api/training/attempts/:attemptId',
      access: reads,
      summary: 'Hands an attempt in; judged at once, with the right answers and why.',
      params: attemptKey,
      body: handedIn,
      response: attemptResult,
      handle: async ({ caller, params, body }) => await handInAttempt(parts, { ...params, ...body }, caller),
    }),
  ]
}

/** Routes of the use of generative AI by staff: use cases, what was recorded under them, and the course. */
export function staffUseRoutes(parts: UseCaseParts): Route<Actor>[] {
  return [
    route({
      method: 'GET',
      path: '/api/use-cases',
      access: reads,
      summary: 'Use cases of generative AI by staff, with what the caller may do about each.',
      response: useCaseList,
      handle: async ({ caller }) => await readUseCases(parts, caller),
    }),
    route({
      method: 'POST',
      path: '/api/use-cases',
      access: { action: 'use-cases:request' },
      summary: 'Asks that a generative tool may be used for something; weighed by leak and harm.',
      body: newUseCase,
      response: useCaseMade,
      status: 201,
      handle: async ({ caller, body }) => await requestUseCase(parts, body, caller),
    }),
    route({
      method: 'POST',
      path: '/api/use-cases/:useCaseId/decision',
      access: { action: 'use-cases:approve' },
      summary: 'Approves a use case until a day, with conditions, or refuses it; never the own request.',
      params: useCaseKey,
      body: useCaseDecision,
      response: useCaseState,
      handle: async ({ caller, params, body }) => await decideUseCase(parts, { ...body, ...params }, caller),
    }),
    route({
      method: 'POST',
      path: '/api/use-cases/:useCaseId/withdrawal',
      access: reads,
      summary: 'Takes a use case back: who asked for it, or who approves.',
      params: useCaseKey,
      response: useCaseState,
      handle: async ({ caller, params }) => await withdrawUseCase(parts, params.useCaseId, caller),
    }),
    route({
      method: 'GET',
      path: '/api/use-cases/:useCaseId/uses',
      access: reads,
      summary: 'What was recorded under a use case: all for those who review, else the own.',
      params: useCaseKey,
      response: useList,
      handle: async ({ caller, params }) => await readUses(parts, caller, params.useCaseId),
    }),
    route({
      method: 'POST',
      path: '/api/use-cases/:useCaseId/uses',
      access: { action: 'use-cases:use' },
      summary: 'Records a use: trained people, within the approved level, checked as the risk asks.',
      params: useCaseKey,
      body: newUse,
      response: useMade,
      status: 201,
      handle: async ({ caller, params, body }) => await recordUse(parts, { ...body, ...params }, caller),
    }),
    ...trainingRoutes(parts),
  ]
}
