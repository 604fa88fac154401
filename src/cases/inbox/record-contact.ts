import { freshBytes, type Transaction, uuidv7 } from '#base/index.ts'
import { append } from '#ledger/index.ts'
import { caseError } from '../case.errors.ts'
import type { CaseLoop } from '../case-loop.ts'
import { followUpCodeOf } from '../code.rules.ts'
import { insertContact } from './contact.store.ts'
import type { ContactChoice } from './outside.contract.ts'
import { nothingOutside, offeredBy } from './outside.ts'

/** @throws cases.channel-not-offered for one that is not configured: a promise that could not be kept. */
export function checkOffered(loop: Pick<CaseLoop, 'outside'>, choice: ContactChoice): void {
  if (!offeredBy(loop.outside ?? nothingOutside)[choice.channel])
    throw caseError('cases.channel-not-offered', { channel: choice.channel })
}

/** Records how the citizen of a new case wants to be told, in the transaction of the report. */
export async function recordContact(tx: Transaction, choice: ContactChoice, caseId: string): Promise<void> {
  const id = uuidv7()
  await insertContact(tx, { ...choice, id, caseId, code: followUpCodeOf(freshBytes(10)) })
  await append(tx, [
    {
      kind: 'case.contact-recorded',
      subject: `case:${caseId}`,
      body: { contact: id, channel: choice.channel },
    },
  ])
}
