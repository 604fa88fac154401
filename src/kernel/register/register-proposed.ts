import type { Handle } from '#base/index.ts'
import { addDays, readCalendar, wallTime } from '#city/index.ts'
import type { Actor } from '#identity/index.ts'
import { approveEntry } from './approve-entry.ts'
import { beginStage } from './begin-stage.ts'
import { proposedContent } from './gaps.rules.ts'
import { type RegisterContent, requiredTexts } from './register.contract.ts'
import type { RegisterParts } from './register-parts.ts'
import { selectRegistrations } from './registration.store.ts'
import { saveDraft } from './save-draft.ts'

/** Who registers the product's own proposals as they are. */
export interface Registrars {
  writer: Pick<Actor, 'id'>
  approver: Pick<Actor, 'id'>
  /** The account of who answers for the algorithms. */
  responsible: string
  /** What is written where the product proposes nothing. */
  filler: string
}

/** A year: what every risk allows. */
const assessedDays = 360

function filled(content: RegisterContent, filler: string): RegisterContent {
  const texts = Object.fromEntries(requiredTexts.map(name => [name, content[name] || filler]))
  const impact = Object.fromEntries(
    Object.entries(content.impact).map(([name, answer]) => [name, answer || filler]),
  ) as RegisterContent['impact']
  const notFor = {
    'social-scoring': true,
    'live-biometrics': true,
    'emotion-of-staff': true,
    'decides-alone': true,
  }
  return { ...content, ...texts, impact, notFor }
}

async function until(handle: Handle): Promise<string> {
  const { timeZone } = await readCalendar(handle)
  return addDays(wallTime(timeZone, Date.now()).date, assessedDays)
}

/**
 * Registers what is not on the register yet with the product's proposals, everywhere: for the demo city, whose people do not
 * exist, and for tests. A real city reads, mends and approves each entry itself.
 */
export async function registerProposed(parts: RegisterParts, by: Registrars): Promise<void> {
  const held = await selectRegistrations(parts.database)
  const assessedUntil = await until(parts.database)
  for (const { id: algorithm, proposal } of parts.algorithms) {
    if (held.some(one => one.algorithm === algorithm && !one.carriedOver)) continue
    const content = filled(proposedContent(proposal), by.filler)
    const draft = { algorithm, content, responsible: by.responsible, assessedUntil, revision: 0 }
    const saved = await saveDraft(parts, draft, by.writer)
    await approveEntry(parts, { algorithm, ...saved }, by.approver)
    await beginStage(parts, { algorithm, stage: 'everywhere', departments: [] }, by.approver)
  }
}
