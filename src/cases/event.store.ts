import { sql } from 'kysely'
import type { Handle, Transaction } from '#base/index.ts'
import type { CasesTables } from './cases.tables.ts'
import type { EventDraft } from './event.draft.ts'
import { sealed, sealedDocument, sealedHex, sealedWithin } from './sealed-words.ts'

/**
 * What was said in events as its table holds it: sealed. Who did them is sealed once for all of them: an import names one
 * person a hundred thousand times, and the id of that person stands beside it in the open.
 * @param as how it travels: COPY takes a document as its text
 */
export function sealEventContents(contents: readonly EventDraft['content'][], as: 'json' | 'copy') {
  const names = new Map<string, string>()
  const nameOf = (name: string) => {
    const known = names.get(name) ?? sealed(name)
    names.set(name, known)
    return known
  }
  const document = as === 'copy' ? sealedDocument : sealedWithin
  return contents.map(content => ({
    ...content,
    // With it, whoever has the disk could try short texts against the commitment.
    salt: sealedHex(content.salt),
    actor_name: nameOf(content.actor_name),
    text: sealed(content.text),
    details: document(content.details),
  }))
}

/** Writes events and what was said in them, in one statement however many there are. */
export async function insertEvents(tx: Transaction, drafts: readonly EventDraft[]): Promise<void> {
  if (drafts.length === 0) return
  const facts = JSON.stringify(drafts.map(draft => draft.facts))
  const said = drafts.map(draft => draft.content)
  const contents = JSON.stringify(sealEventContents(said, 'json'))
  await sql`
    with written as (
      insert into cases.event select * from json_populate_recordset(null::cases.event, ${facts}::json)
    )
    insert into cases.event_content
    select * from json_populate_recordset(null::cases.event_content, ${contents}::json)`.execute(tx)
}

/** The timeline of a case, oldest first. */
export async function selectEvents(handle: Handle, caseId: string) {
  return await handle
    .withTables<CasesTables>()
    .selectFrom('cases.event as event')
    .leftJoin('cases.event_content as content', join =>
      join.onRef('content.recorded_at', '=', 'event.recorded_at').onRef('content.event_id', '=', 'event.id'),
    )
    .selectAll('event')
    .select(['content.actor_name', 'content.text', 'content.details as said'])
    .where('event.case_id', '=', caseId)
    .orderBy('event.seq')
    .execute()
}
export type EventRow = Awaited<ReturnType<typeof selectEvents>>[number]

/** Erases what was said on a case's timeline; facts and commitments stay, and so does every proof. */
export async function deleteEventContent(tx: Transaction, caseId: string): Promise<number> {
  const result = await sql`
    delete from cases.event_content content using cases.event event
    where event.case_id = ${caseId} and content.recorded_at = event.recorded_at and content.event_id = event.id`.execute(
    tx,
  )
  return Number(result.numAffectedRows ?? 0)
}
