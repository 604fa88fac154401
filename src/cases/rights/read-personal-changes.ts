import type { z } from 'zod'
import { baseError } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { displayMask } from '#kernel/index.ts'
import { selectCase } from '../case.store.ts'
import { clearanceFor, isOnlyOwn } from '../case.view.ts'
import type { CaseLoop } from '../case-loop.ts'
import { selectEvents } from '../event.store.ts'
import { seesContact } from '../looks/sees-contact.ts'
import { isHiddenFrom } from '../reporter.view.ts'
import { resourceOf } from '../transition.ts'
import { selectChanges } from './personal-change.store.ts'
import type { personalChanges } from './rights.contract.ts'

/**
 * What was held about a caller before it was corrected: names from L3, numbers and places from L4; of one who is kept hidden
 * neither name nor number without a look.
 * @throws base.not-found
 */
export async function readPersonalChanges(
  loop: CaseLoop,
  actor: Actor,
  caseId: string,
): Promise<z.input<typeof personalChanges>> {
  const record = await selectCase(loop.database, { caseId, scope: actor.scope })
  const permits = (permission: string) =>
    record !== undefined && loop.permissions.permits(actor, permission, resourceOf(record))
  if (!record || !permits('cases:read')) throw baseError('base.not-found')
  const { l3, l4 } = clearanceFor(actor, record)
  const outsider = isOnlyOwn(actor, record)
  const hidden = isHiddenFrom(actor, record, await selectEvents(loop.database, caseId))
  const seen = { name: l3 && !hidden, phone: l4 && !hidden, address: l4 }
  const contact = record.confidential === true || (await seesContact(loop.database, actor, record))
  const shown = (field: string, value: string | null) =>
    field === 'phone' && value && !contact ? displayMask('mobile', value) : value
  return {
    items: (await selectChanges(loop.database, caseId)).map(row => {
      const sees = seen[row.field as keyof typeof seen]
      return {
        at: row.at.toISOString(),
        actorName: l3 && !outsider ? row.actor_name : null,
        field: row.field,
        was: sees ? shown(row.field, row.was) : null,
        becomes: sees ? shown(row.field, row.becomes) : null,
        reason: l4 && !outsider ? row.reason : null,
      }
    }),
    mayCorrect: !hidden && permits('cases:correct-person'),
  }
}
