import type { Actor } from '#identity/index.ts'
import { annotateCase } from '../annotate-case.ts'
import { caseError } from '../case.errors.ts'
import { type CaseContent, selectCaseContent } from '../case.store.ts'
import type { CaseLoop } from '../case-loop.ts'
import { caseTerms } from '../case-terms.ts'
import { selectEvents } from '../event.store.ts'
import { isHiddenFrom } from '../reporter.view.ts'
import type { Acted } from '../transition.ts'
import { insertChanges, type PersonalChange, updatePersonal } from './personal-change.store.ts'
import { type CorrectionBody, personalFields } from './rights.contract.ts'
import { rightsError } from './rights.errors.ts'

function changesOf(content: CaseContent, body: CorrectionBody): PersonalChange[] {
  const held = { name: content.reporter_name, phone: content.reporter_phone, address: content.address }
  return personalFields.flatMap(field => {
    const sent = body[field]
    const becomes = sent === '' ? null : sent
    return becomes === undefined || becomes === held[field] ? [] : [{ field, was: held[field], becomes }]
  })
}

/**
 * Corrects what is held about a caller, with a reason. What was held before is kept beside it and erased with the case; the
 * timeline says which fields, not what they were. Who is kept hidden is looked at first: else a guess would be confirmed by
 * its being refused, and an empty form would take away what it does not show.
 * @throws cases.nothing-corrected, cases.content-erased, cases.act-not-permitted
 */
export async function correctPerson(
  loop: CaseLoop,
  actor: Actor,
  act: { caseId: string; body: CorrectionBody },
): Promise<Acted> {
  const { body } = act
  return await annotateCase(loop, actor, {
    caseId: act.caseId,
    permission: 'cases:correct-person',
    type: 'person-corrected',
    effect: async (tx, held) => {
      if (isHiddenFrom(actor, held, await selectEvents(tx, held.id)))
        throw caseError('cases.act-not-permitted')
      const content = await selectCaseContent(tx, held.id)
      if (!content) throw rightsError('cases.content-erased')
      const changes = changesOf(content, body)
      if (changes.length === 0) throw rightsError('cases.nothing-corrected')
      const given = { caseId: held.id, at: new Date(), actorName: actor.name, reason: body.reason, changes }
      await insertChanges(tx, given)
      const now = {
        name: content.reporter_name,
        phone: content.reporter_phone,
        address: content.address,
        ...Object.fromEntries(changes.map(({ field, becomes }) => [field, becomes])),
      }
      const terms = caseTerms({ ...content, reporter_name: now.name, address: now.address })
      await updatePersonal(tx, held.id, {
        ...now,
        behalfPhone: content.behalf_phone,
        hidden: held.confidential === true,
        terms,
      })
      return { text: body.reason, details: { fields: changes.map(one => one.field) } }
    },
  })
}
