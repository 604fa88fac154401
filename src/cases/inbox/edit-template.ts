import type { z } from 'zod'
import { type Database, inTransaction } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { selectNames } from '#identity/index.ts'
import { append } from '#ledger/index.ts'
import { caseError } from '../case.errors.ts'
import type { MessageLine, Wording } from './message-line.ts'
import { messageLines } from './message-lines.ts'
import type {
  messageTemplate,
  messageTemplates,
  saveTemplate,
  TemplateWords,
  templateVersions,
} from './outside.contract.ts'
import { allowedIn, faultsOf } from './template.rules.ts'
import { insertTemplate, selectTemplates, selectVersions, type TemplateRow } from './template.store.ts'
import { lineOf } from './wording.ts'

const wordsOf = ([title, text]: Wording) => ({ title, text })
const shippedOf = (line: MessageLine): TemplateWords => ({ zh: wordsOf(line.zh), en: wordsOf(line.en) })
const savedOf = (row: TemplateRow): TemplateWords => ({
  zh: { title: row.title_zh, text: row.text_zh },
  en: { title: row.title_en, text: row.text_en },
})

function viewOf(line: MessageLine, row: TemplateRow | undefined): z.input<typeof messageTemplate> {
  return {
    template: line.key,
    on: line.on,
    to: line.to,
    words: row ? savedOf(row) : shippedOf(line),
    shipped: shippedOf(line),
    placeholders: allowedIn(line),
    version: row?.version ?? 0,
    savedAt: row?.saved_at.toISOString() ?? null,
  }
}

/** Every message with its words as they are now. */
export async function listTemplates(database: Database): Promise<z.input<typeof messageTemplates>> {
  const saved = new Map((await selectTemplates(database)).map(row => [row.template, row]))
  return { items: messageLines.map(line => viewOf(line, saved.get(line.key))) }
}

/** The words of a template, with what may be filled in. @throws cases.unknown-template */
export function knownLine(template: string): MessageLine {
  const line = lineOf(template)
  if (!line) throw caseError('cases.unknown-template', { template })
  return line
}

/** @throws cases.unknown-placeholder, cases.broken-placeholder */
export function checkWords(line: MessageLine, words: TemplateWords): void {
  const allowed = allowedIn(line)
  for (const one of [words.zh, words.en]) {
    const { unknown, broken } = faultsOf(one, allowed)
    if (unknown.length > 0)
      throw caseError('cases.unknown-placeholder', {
        names: unknown.join(', '),
        allowed: allowed.join(', '),
      })
    if (broken) throw caseError('cases.broken-placeholder')
  }
}

/**
 * Saves the city's own words for a message as a new version.
 * @throws cases.unknown-template, cases.unknown-placeholder, cases.broken-placeholder, cases.stale-template
 */
export async function editTemplate(
  database: Database,
  actor: Actor,
  act: { template: string; body: z.output<typeof saveTemplate> },
): Promise<z.input<typeof messageTemplate>> {
  const { template, body } = act
  const line = knownLine(template)
  checkWords(line, body.words)
  const { zh, en } = body.words
  const version = body.version + 1
  return await inTransaction(database, async tx => {
    const held = (await selectTemplates(tx)).find(row => row.template === template)?.version ?? 0
    const row = { template, version, saved_by: actor.id }
    const texts = { title_zh: zh.title, text_zh: zh.text, title_en: en.title, text_en: en.text }
    if (held !== body.version || !(await insertTemplate(tx, { ...row, ...texts })))
      throw caseError('cases.stale-template')
    const subject = `template:${template}`
    await append(tx, [{ kind: 'message.template-saved', subject, body: { by: actor.id, version, ...texts } }])
    return viewOf(line, { ...row, ...texts, saved_at: new Date() })
  })
}

/** The versions of a template that the city saved, newest first. @throws cases.unknown-template */
export async function listVersions(
  database: Database,
  template: string,
): Promise<z.input<typeof templateVersions>> {
  knownLine(template)
  const rows = await selectVersions(database, template)
  const found = await selectNames(
    database,
    rows.map(row => row.saved_by),
  )
  const names = new Map(found.map(one => [one.id, one.name]))
  return {
    items: rows.map(row => ({
      version: row.version,
      words: savedOf(row),
      savedAt: row.saved_at.toISOString(),
      savedBy: names.get(row.saved_by) ?? '',
    })),
  }
}
