import type { DutyRuling } from '../dispute.contract.ts'

/** What a reviewer fills in about the duty list. */
export interface DutyChangeForm {
  kind: 'none' | 'host' | 'add'
  dutyId: string | null
  title: string
  categoryId: string | null
  workdays: number
  legalBasis: string
  inForceFrom: string
}

/** Nothing is changed until somebody says so; the duty argued about is what would be. */
export function emptyDutyChange(given: { dutyId: string | null; today: string }): DutyChangeForm {
  return {
    kind: 'none',
    dutyId: given.dutyId,
    title: '',
    categoryId: null,
    workdays: 5,
    legalBasis: '',
    inForceFrom: given.today,
  }
}

/** Fields that are still empty. */
export function missingInChange(form: DutyChangeForm): string[] {
  if (form.kind === 'none') return []
  const needed: (readonly [name: string, value: string | null])[] =
    form.kind === 'host'
      ? [['dutyId', form.dutyId]]
      : [
          ['title', form.title.trim()],
          ['categoryId', form.categoryId],
        ]
  return [...needed, ['inForceFrom', form.inForceFrom] as const]
    .filter(([, value]) => !value)
    .map(([name]) => name)
}

/** The change as the contract takes it; undefined for none. */
export function dutyChangeOf(
  form: DutyChangeForm,
  versionOf: (dutyId: string) => number | undefined,
): DutyRuling | undefined {
  const { kind, dutyId, title, categoryId, workdays, legalBasis, inForceFrom } = form
  if (kind === 'host' && dutyId) return { kind, dutyId, dutyVersion: versionOf(dutyId) ?? 1, inForceFrom }
  if (kind === 'add' && categoryId)
    return { kind, title, titleEnglish: '', categoryId, legalBasis, timeLimitWorkdays: workdays, inForceFrom }
  return undefined
}
