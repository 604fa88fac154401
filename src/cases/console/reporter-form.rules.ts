import { textOrNull } from '#base/text.contract.ts'
import type { Reporter } from '#cases/case.contract.ts'
import type { relations } from '#cases/case-words.contract.ts'

/** What a form asks about the reporter besides name and number. */
export interface ReporterDraft {
  confidential: boolean
  minor: boolean
  /** Null while somebody reports the own matter. */
  relation: (typeof relations)[number] | null
  behalfName: string
  behalfPhone: string
}

/** Nothing asked for; most report for themselves. */
export const plainReporter: ReporterDraft = {
  confidential: false,
  minor: false,
  relation: null,
  behalfName: '',
  behalfPhone: '',
}

/** That part of the report as the server takes it. */
export function reporterPart(draft: ReporterDraft): Pick<Reporter, 'confidential' | 'minor' | 'onBehalfOf'> {
  const { confidential, minor, relation, behalfName, behalfPhone } = draft
  return {
    ...(confidential ? { confidential } : {}),
    ...(minor ? { minor } : {}),
    ...(relation
      ? { onBehalfOf: { relation, name: textOrNull(behalfName), phone: textOrNull(behalfPhone) } }
      : {}),
  }
}

/** What is wrong with it, as keys of the sentences at the fields. */
export function reporterFaults({ relation, behalfPhone }: ReporterDraft): { behalfPhone?: string } {
  if (!relation || /^[0-9+() -]{0,30}$/.test(behalfPhone.trim())) return {}
  return { behalfPhone: 'cases:fault.phone' }
}
