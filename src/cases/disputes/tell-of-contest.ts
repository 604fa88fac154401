import { tell } from '../inbox/tell.ts'
import type { Follower } from '../transitioned.ts'
import { selectHadIt } from './dispute.store.ts'

/** The third time a case is given back or objected to, the leads of every department that had it are told. */
export const tellOfContest: Follower = async (tx, { actor, before, after }) => {
  if (before.contested_at !== null || after.contested_at === null) return
  const departments = await selectHadIt(tx, after.id)
  await tell(
    tx,
    departments.map(department => ({
      audience: `lead:${department}` as const,
      template: 'contested.leads',
      caseId: after.id,
      actor: actor.id,
      parameters: { department },
    })),
  )
}
