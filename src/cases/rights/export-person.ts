import type { z } from 'zod'
import { inTransaction } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import { noteRequest } from './note-request.ts'
import { holdTheirs, selectAllOf, selectUntiedMails } from './person.store.ts'
import type { PersonalBody, personalExport } from './rights.contract.ts'
import { rightsError } from './rights.errors.ts'
import { whoseOf } from './whose.ts'

/**
 * Everything that is held about one person, for the person; who asked for it and why is kept.
 * @throws cases.no-such-person, base.invalid-input
 */
export async function exportPerson(
  loop: Pick<CaseLoop, 'database'>,
  actor: Actor,
  body: PersonalBody,
): Promise<z.input<typeof personalExport>> {
  const whose = whoseOf(body)
  return await inTransaction(loop.database, async tx => {
    const held = await holdTheirs(tx, whose)
    const mails = await selectUntiedMails(tx, whose)
    if (held.length === 0 && mails.length === 0) throw rightsError('cases.no-such-person')
    const cases = []
    for (const record of held) {
      const { follow_up_hash: _, decision_hash: __, ...facts } = record
      cases.push({ facts, ...(await selectAllOf(tx, record.id)) })
    }
    await noteRequest(tx, actor, { kind: 'export', reason: body.reason, cases: held.length, done: true })
    return { madeAt: new Date().toISOString(), cases, mails }
  })
}
