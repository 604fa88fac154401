import { useWords } from '#console/kit/language.ts'
import type { Loosened } from '#kernel/levels/level-settings.contract.ts'
import { useFindingName } from './level-words.ts'

/** What protects less than before, a line for each. */
export function LoosenedList({ of }: { of: readonly Loosened[] }) {
  const { t } = useWords()
  const findingName = useFindingName()
  return (
    <ul className="plain-list">
      {of.map(({ kind, name, from, to }) => (
        <li key={`${kind} ${name} ${from}`}>
          {t(`levels:loosened.${kind}`)}{' '}
          <code className="levels-name">{kind === 'finding' ? findingName(name) : name}</code>{' '}
          {kind === 'flag' ? t(`levels:flag.${from}`) : from} → {to === '-' ? t('levels:none') : to}
        </li>
      ))}
    </ul>
  )
}
