import { Readable } from 'node:stream'
import { type Database, type Download, inTransaction } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { writePlainDocument } from '#kernel/index.ts'
import type { Audience } from './incident.contract.ts'
import { incidentError } from './incident.errors.ts'
import { lockIncident, saveText } from './incident.store.ts'
import { readIncident } from './read-incident.ts'
import { recordEvent } from './record-event.ts'
import type { TextLanguage } from './text.rules.ts'

interface Which {
  incidentId: string
  audience: Audience
  language: TextLanguage
}

/** Keeps a text as a person edited it. @throws operations.incident-changed, operations.incident-not-found */
export async function editText(
  database: Database,
  change: Which & { words: string; basedOn: number },
  by: Pick<Actor, 'id'>,
): Promise<void> {
  const { incidentId, audience, language } = change
  await inTransaction(database, async tx => {
    if (!(await lockIncident(tx, incidentId))) throw incidentError('operations.incident-not-found')
    if (!(await saveText(tx, { ...change, by: by.id }))) throw incidentError('operations.incident-changed')
    const facts = { audience, language }
    await recordEvent(tx, { incidentId, what: 'text-saved', by: by.id, at: new Date(), facts })
  })
}

/**
 * Records that a text was sent, by whom, how and when.
 * @throws operations.incident-sent-later, operations.incident-not-found
 */
export async function recordSent(
  database: Database,
  sent: Which & { channel: string; at: string },
  by: Pick<Actor, 'id'>,
): Promise<void> {
  const { incidentId, audience, language, channel, at } = sent
  await inTransaction(database, async tx => {
    const row = await lockIncident(tx, incidentId)
    if (!row) throw incidentError('operations.incident-not-found')
    const now = new Date()
    const when = new Date(at)
    // A minute: clocks of screens differ from this one, and pages show minutes.
    if (when.getTime() > now.getTime() + 60_000 || when.getTime() < row.opened_at.getTime() - 60_000)
      throw incidentError('operations.incident-sent-later')
    const facts = { audience, language, sentAt: at }
    await recordEvent(tx, { incidentId, what: 'sent', by: by.id, at: now, facts, words: channel })
  })
}

const titles: Record<Audience, Record<TextLanguage, string>> = {
  regulator: { zh: '报告主管部门', en: 'report to the regulator' },
  persons: { zh: '告知受影响个人', en: 'notice to people' },
  leaders: { zh: '报告领导', en: 'briefing of leaders' },
}

/** A text as a document. People wrote it, or rules: it carries no AI label. @throws operations.incident-not-found */
export async function writeText(database: Database, which: Which, timeZone: string): Promise<Download> {
  const { incidentId, audience, language } = which
  const found = await readIncident(database, incidentId, timeZone)
  const { words } = found.texts.find(one => one.audience === audience && one.language === language)!
  const title = titles[audience][language]
  const lines = words.split('\n').filter(line => line.trim() !== '')
  const blocks = lines.map(text => ({ kind: 'paragraph' as const, text }))
  const { content, contentType } = await writePlainDocument({ title, blocks })
  return {
    download: true,
    name: `${title} ${found.number}.docx`,
    contentType,
    bytes: content.length,
    body: async range => Readable.from([range ? content.subarray(range.start, range.end + 1) : content]),
  }
}
