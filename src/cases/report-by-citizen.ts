import type { z } from 'zod'
import { lookupIndex } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import type { reportByCitizen as reportBody } from './case.contract.ts'
import type { CaseLoop } from './case-loop.ts'
import { checkOffered, recordContact } from './inbox/record-contact.ts'
import type { RecordedCase } from './record-cases.ts'
import { report } from './report-case.ts'

type Body = z.output<typeof reportBody>

// All visitors are one creator, so a key alone would give a stranger who guesses it another person's follow-up code. With
// the whole report in it, only who wrote the same gets the same answer.
function keyOf(body: Body): string {
  const text = JSON.stringify([body.idempotencyKey, body.subject, body.detail, body.address, body.reporter])
  return lookupIndex('report', text)
}

/** A report by the public, signed in as a citizen or not (群众自助诉求). */
export async function reportByCitizen(loop: CaseLoop, actor: Actor, body: Body): Promise<RecordedCase> {
  const { notify } = body
  if (notify) checkOffered(loop, notify)
  return await report(loop, actor, {
    ...body,
    channel: 'web',
    nature: 'complaint',
    urgency: 'normal',
    draftId: null,
    idempotencyKey: keyOf(body),
    externalId: null,
    source: 'public',
    permission: 'cases:report',
    ...(notify ? { alongside: (tx, { caseId }) => recordContact(tx, notify, caseId) } : {}),
  })
}
