import { useWords } from '#console/kit/language.ts'
import { type Tone, ToneTag } from '#console/kit/tone.tsx'
import type { IncidentSummary, Severity } from '../incident.contract.ts'

const tones: Record<Severity, Tone> = {
  general: 'calm',
  'relatively-serious': 'warning',
  serious: 'bad',
  'particularly-serious': 'bad',
}

/** Marks of an incident: a drill says so first. */
export function IncidentTags({
  of,
}: {
  of: Pick<IncidentSummary, 'isDrill' | 'state' | 'severity' | 'assessed'>
}) {
  const { t } = useWords()
  return (
    <span className="row">
      {of.isDrill && <ToneTag tone="new">{t('incidents:drill.mark')}</ToneTag>}
      <ToneTag tone={of.state === 'open' ? 'busy' : 'good'}>{t(`incidents:state.${of.state}`)}</ToneTag>
      <ToneTag tone={tones[of.severity]}>
        {of.assessed ? t(`incidents:severity.${of.severity}`) : t('incidents:not-assessed')}
      </ToneTag>
    </span>
  )
}

/** What is known by a name: an account, an algorithm, the city as a whole, or the product itself. */
export function useNameOf(): (of: { id: string; account: string | null }) => string {
  const { t } = useWords()
  return ({ id, account }) =>
    account ?? t(`incidents:who.${id === '*' ? 'everything' : id}`, { defaultValue: id })
}

/** What happened in one line: the rule, and whom it is about. */
export function useTitleOf(): (of: Pick<IncidentSummary, 'rule' | 'about'>) => string {
  const { t } = useWords()
  const name = useNameOf()
  return ({ rule, about }) =>
    rule === 'by-hand'
      ? t('incidents:rule.by-hand')
      : t('incidents:title', { rule: t(`incidents:rule.${rule}`), about: name(about) })
}
