import type { z } from 'zod'
import type { Actor } from '#identity/index.ts'
import type { MailOverview, mailPage, mailQuery } from './mail.contract.ts'
import { countMails, selectMails } from './mail.store.ts'
import { mailView, sightOf } from './mail.view.ts'
import type { MailParts } from './mail-parts.ts'
import { selectMailbox } from './mailbox.store.ts'

const mostCounted = 10_000

/** What came in by mail and what became of it, newest first. */
export async function listMails(
  parts: MailParts,
  actor: Actor,
  query: z.output<typeof mailQuery>,
): Promise<z.input<typeof mailPage>> {
  const rows = await selectMails(parts.loop.database, { ...query, limit: query.limit + 1 })
  const shown = rows.slice(0, query.limit)
  const sight = await sightOf(parts, actor, shown)
  return {
    items: shown.map(row => mailView(sight, row)),
    next: rows.length > shown.length ? shown.at(-1)!.id : null,
  }
}

/** The mailbox, how its last round went, and how much waits for people. */
export async function readMailOverview({ loop, mailbox }: MailParts): Promise<MailOverview> {
  const { database } = loop
  const fact = mailbox && (await selectMailbox(database, mailbox.name))
  return {
    mailbox: mailbox?.name ?? null,
    readAt: fact?.read_at?.toISOString() ?? null,
    failure: fact?.failure ?? null,
    failedAt: fact?.failed_at?.toISOString() ?? null,
    person: await countMails(database, 'person', mostCounted),
    refused: await countMails(database, 'refused', mostCounted),
    waiting: await countMails(database, 'waiting', mostCounted),
  }
}
