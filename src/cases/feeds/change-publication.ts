import { type Database, inTransaction } from '#base/index.ts'
import { type Actor, selectNames } from '#identity/index.ts'
import { append } from '#ledger/index.ts'
import { caseError } from '../case.errors.ts'
import { feedColumns, type Publication, type PublicationView } from './publication.contract.ts'
import { selectPublication, updatePublication } from './publication.store.ts'
import { smallestGroup } from './write-feed.ts'

/** What the city lets everybody read, and who said so. */
export async function readPublication(database: Database): Promise<PublicationView> {
  const { changedAt, changedBy, ...held } = await selectPublication(database)
  const [person] = changedBy === null ? [] : await selectNames(database, [changedBy])
  return {
    ...held,
    smallestGroup,
    changedAt: changedAt?.toISOString() ?? null,
    changedBy: person?.name ?? null,
  }
}

/**
 * Changes what everybody may read; in force with the next question that any process is asked.
 * @throws cases.stale-template when somebody was faster.
 */
export async function changePublication(
  database: Database,
  actor: Actor,
  wanted: Publication,
): Promise<PublicationView> {
  // In their own order and each once, however they were sent.
  const columns = feedColumns.filter(one => wanted.columns.includes(one))
  await inTransaction(database, async tx => {
    if (!(await updatePublication(tx, { ...wanted, columns }, actor.id)))
      throw caseError('cases.stale-template')
    const { openData, newestMonths, requests, version } = wanted
    const body = { by: actor.id, openData, columns, newestMonths, requests, version: version + 1 }
    await append(tx, [{ kind: 'publication.changed', subject: 'publication', body }])
  })
  return await readPublication(database)
}
