import { uuidv7 } from '#base/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import { transition } from '../transition.ts'
import type { AdmittedPartner } from './admit-partner.ts'
import { insertUpdate, type OwnCase, selectUpdate } from './partner-case.store.ts'

class Repeated extends Error {}

export interface PartnerNote {
  /** What the partner calls it; a new one each time when it has no name. */
  updateId: string | null
  text: string
  /** What else it said of the case: words of its own. */
  said: { readonly [name: string]: string }
}

/**
 * Writes words of a partner as an internal note on a case it brought in, in its name, once for each of its ids.
 * @returns our id of the note
 */
export async function noteOnce(
  loop: CaseLoop,
  partner: AdmittedPartner,
  noted: { held: OwnCase; note: PartnerNote },
): Promise<string> {
  const { held, note } = noted
  const ourId = uuidv7()
  const updateId = note.updateId ?? ourId
  try {
    await transition(loop, partner.actor, {
      action: 'comment',
      key: { followUpHash: held.followUpHash },
      effect: async tx => {
        // Undoes the transaction: it was written before, or somebody was faster with it.
        if (!(await insertUpdate(tx, { caseId: held.id, updateId, ourId }))) throw new Repeated()
        return { text: note.text || null, said: note.said }
      },
    })
    return ourId
  } catch (error) {
    if (!(error instanceof Repeated)) throw error
    return (await selectUpdate(loop.database, held.id, updateId))!
  }
}
