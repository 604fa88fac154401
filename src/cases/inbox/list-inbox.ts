import type { z } from 'zod'
import { type Language, momentOf, within } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import { audiencesOf } from './audience.rules.ts'
import type { inboxMessage, inboxPage, inboxQuery, unreadCount } from './inbox.contract.ts'
import { countUnread, type Reader, type ReadRow, selectInbox } from './inbox.store.ts'
import { fillWords } from './template.rules.ts'
import { valuesOf } from './values.rules.ts'
import { lineOf, readWording } from './wording.ts'

const atMost = 100

/** Somebody as the inbox knows them. */
export function readerOf(actor: Actor): Reader {
  return { id: actor.id, audiences: audiencesOf(actor), scope: actor.scope }
}

/** How many messages somebody has not read. */
export async function unreadOf(
  loop: Pick<CaseLoop, 'database'>,
  actor: Actor,
): Promise<z.input<typeof unreadCount>> {
  const count = await countUnread(loop.database, readerOf(actor), atMost)
  return { value: Math.min(count, atMost - 1), more: count === atMost }
}

const withdrawn: Record<Language, { title: string; text: string }> = {
  zh: { title: '内容已不可见', text: '这条消息涉及的工单，您目前无权查看。' },
  en: { title: 'No longer visible', text: 'This message is about a case that you may not see any more.' },
}

type Item = z.input<typeof inboxMessage>
type Write = (
  row: ReadRow,
  sees: { subject: string | null; followUpCode: string | null },
) => { title: string; text: string }

function itemOf(row: ReadRow, actor: Actor, write: { words: Write; language: Language }): Item {
  const farewell = lineOf(row.template)?.farewell === true
  const visible = row.visible ?? row.case_id === null
  const readable = visible || farewell
  const own = row.reporter_person_id !== null && row.reporter_person_id === actor.scope.own
  const cleared = visible && (own || within('L4', actor.scope.level))
  const followUpCode = own ? row.follow_up_code : null
  const { importId } = row.parameters as { importId?: string }
  return {
    messageId: row.id,
    at: momentOf(row.id).toISOString(),
    template: row.template,
    ...(readable
      ? write.words(row, { subject: cleared ? row.subject : null, followUpCode })
      : withdrawn[write.language]),
    read: row.read,
    visible: readable,
    caseId: visible ? row.case_id : null,
    importId: importId ?? null,
    followUpCode,
  }
}

/** A page of somebody's inbox, newest first: made now, in the reader's language, of what the reader may see now. */
export async function listInbox(
  loop: Pick<CaseLoop, 'database' | 'city'>,
  actor: Actor,
  asked: { query: z.output<typeof inboxQuery>; language: Language },
): Promise<z.input<typeof inboxPage>> {
  const { query, language } = asked
  const city = await loop.city.snapshot()
  const wording = await readWording(loop.database)
  const page = { show: query.show, after: query.after, limit: query.limit + 1 }
  const rows = await selectInbox(loop.database, readerOf(actor), page)
  const words: Write = (row, { subject, followUpCode }) => {
    const values = valuesOf({ ...row, subject }, row.parameters, { city, language })
    return fillWords(wording(row.template, language), { ...values, followUpCode: followUpCode ?? '' })
  }
  const shown = rows.slice(0, query.limit)
  return {
    items: shown.map(row => itemOf(row, actor, { words, language })),
    next: rows.length > shown.length ? shown.at(-1)!.id : null,
    unread: await unreadOf(loop, actor),
  }
}
