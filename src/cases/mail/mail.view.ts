import { type Language, sentenceOf, within } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { attachmentError } from '../attachments/attachment.errors.ts'
import { selectInScope } from '../case.store.ts'
import { hintOf, maskAddress } from '../inbox/delivery.rules.ts'
import { rightsError } from '../rights/rights.errors.ts'
import type { IncomingMail } from './mail.contract.ts'
import { mailError } from './mail.errors.ts'
import type { MailFile, MailRow } from './mail.store.ts'
import type { MailParts } from './mail-parts.ts'

const causes = { ...attachmentError.entries, ...mailError.entries, ...rightsError.entries }

/** What a reader may see of mails. */
export interface MailSight {
  actor: Actor
  /** What was said: who works on matters of the whole city, up to the highest level. */
  words: boolean
  /** The cases among those of the mails that lie in the reader's scope. */
  cases: ReadonlySet<string>
}

/** What somebody may see of these mails. A mail lies in no department yet, so who sees only a part of the city reads none. */
export async function sightOf(
  { loop }: MailParts,
  actor: Actor,
  rows: readonly MailRow[],
): Promise<MailSight> {
  const { scope } = actor
  const everywhere = scope.departments === 'all' && scope.regions === 'all'
  const reads =
    loop.permissions.permits(actor, 'mails:act') && loop.permissions.permits(actor, 'cases:read-personal')
  const ids = [...new Set(rows.flatMap(row => row.case_id ?? []))]
  const seesCases = ids.length > 0 && loop.permissions.permits(actor, 'cases:read')
  const cases = seesCases ? await selectInScope(loop.database, ids, scope) : new Set<string>()
  return { actor, words: everywhere && reads && within('L4', scope.level), cases }
}

/** Whether the words of this mail are shown: those of one that belongs to a case only to who sees the case. */
export function showsWords(sight: MailSight, row: MailRow): boolean {
  return sight.words && (row.case_id === null || sight.cases.has(row.case_id))
}

/** Whether who wrote it is shown: a hidden reporter is revealed on the case, with its purpose, and nowhere else. */
export function showsSender(sight: MailSight, row: MailRow): boolean {
  return showsWords(sight, row) && row.confidential !== true
}

/** Why a file was not taken, as a sentence. */
export function faultOf({ fault, details = {} }: MailFile, language: Language): string | null {
  if (fault === undefined) return null
  const known = Object.hasOwn(causes, fault)
  return known ? sentenceOf({ entry: causes[fault as keyof typeof causes], details }, language) : fault
}

/** A mail in a list. */
export function mailView(sight: MailSight, row: MailRow): IncomingMail {
  const { scope } = sight.actor
  const seesCase = row.case_id !== null && sight.cases.has(row.case_id)
  const mask = within('L3', scope.level) && showsSender(sight, row) ? maskAddress : hintOf
  return {
    mailId: row.id,
    state: row.state,
    reason: row.reason,
    arrivedAt: row.arrived_at.toISOString(),
    bytes: Number(row.bytes),
    sender: row.sender ? mask(row.sender) : null,
    subject: showsWords(sight, row) ? row.subject : null,
    caseId: seesCase ? row.case_id : null,
    code: seesCase ? row.code : null,
    filesLeft: row.files.filter(one => one.fault !== undefined && one.fault !== 'cases.mail-file-small')
      .length,
    endedAt: row.ended_at?.toISOString() ?? null,
  }
}
