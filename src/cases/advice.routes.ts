import { z } from 'zod'
import type { Route } from '#base/index.ts'
import { type Actor, route } from '#identity/index.ts'
import { adviceAnswer, adviceDocument, askForAdvice } from './advice.contract.ts'
import { writeAdvice } from './advice-document.ts'
import { adviseDraft } from './ask-for-advice.ts'
import { caseId } from './case.contract.ts'
import type { CaseLoop } from './case-loop.ts'
import { readAdvice } from './read-advice.ts'

/** Routes of dispatch advice: while typing, and on a case. */
export function adviceRoutes(loop: CaseLoop): Route<Actor>[] {
  return [
    route({
      method: 'POST',
      path: '/api/cases/advice',
      access: { action: 'cases:intake' },
      summary: 'Dispatch advice on a draft while it is typed.',
      body: askForAdvice,
      response: adviceAnswer,
      handle: async ({ body, caller }) => await adviseDraft(loop, caller, body),
    }),
    route({
      method: 'GET',
      path: '/api/cases/:caseId/advice',
      access: { action: 'cases:read' },
      summary: 'The dispatch advice of a case, with its evidence.',
      params: z.object({ caseId }),
      response: adviceAnswer,
      handle: async ({ params, caller }) => await readAdvice(loop, caller, params.caseId),
    }),
    route({
      method: 'POST',
      path: '/api/cases/:caseId/advice/document',
      access: { action: 'cases:read' },
      summary: 'The dispatch advice of a case as a file with its labels.',
      params: z.object({ caseId }),
      body: adviceDocument,
      response: 'file',
      handle: async ({ params, caller, body, language }) =>
        await writeAdvice(loop, caller, { ...body, ...params, language }),
    }),
  ]
}
