import { useWords } from '#console/kit/language.ts'
import { type Tone, ToneTag } from '#console/kit/tone.tsx'
import { OverrideChecks } from '#kernel/check/console/override-checks.tsx'
import type { GuardItem } from './guard-calls.ts'

/** The words for what recognisers, rules and checks are called; a city's own ones keep their key. */
export function useGuardWords() {
  const { t } = useWords()
  const word = (group: string, name: string, rest = name) => {
    const key = `guard:${group}.${name}`
    const found = t(key)
    return found === key || found === `${group}.${name}` ? rest : found
  }
  return {
    type: (type: string) => word('type', type.replace(/^own:/, ''), type),
    reason: (reason: string) => word('reason', reason.replace(':', '-')),
    check: (check: string) => word('check', check),
  }
}

const tones: Record<string, Tone> = { pass: 'good', mark: 'new', drop: 'warning', refuse: 'bad' }

/** What was found in one input: types with counts, the attack with its reasons, what the checks said. */
export function GuardFindings({ item }: { item: GuardItem }) {
  const { t, language } = useWords()
  const words = useGuardWords()
  const share = new Intl.NumberFormat(language, { style: 'percent' })
  return (
    <div className="stack-tight">
      <div className="row">
        <ToneTag tone="calm">{t('guard:level', { level: item.inputLevel })}</ToneTag>
        {item.findings.map(one => (
          <ToneTag key={one.type} tone="calm">
            {words.type(one.type)} {one.count > 1 && `× ${one.count}`}
          </ToneTag>
        ))}
        {item.masked > 0 && <span className="small quiet">{t('guard:masked', { count: item.masked })}</span>}
      </div>
      {item.attack.flagged && (
        <div className="row">
          <ToneTag tone="bad">{t('guard:attack', { score: share.format(item.attack.score) })}</ToneTag>
          <span className="small quiet">{item.attack.because.map(words.reason).join(' · ')}</span>
        </div>
      )}
      {item.checks.map(one => (
        <div key={one.check} className="row">
          <ToneTag tone={tones[one.says] ?? 'calm'}>
            {words.check(one.check)} · {t(`guard:says.${one.says}`)}
          </ToneTag>
          <span className="small quiet">{one.because.map(words.reason).join(' · ')}</span>
        </div>
      ))}
      <OverrideChecks decisionId={item.decisionId} checks={item.checks} nameOf={words.check} />
    </div>
  )
}
