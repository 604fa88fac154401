import { useWords } from '#console/kit/language.ts'
import { directionOf, pointsText } from './figures.rules.ts'

/** A difference in percentage points: sign, number and colour say the same. */
export function Difference({ value, lowerIsBetter = false }: { value: number; lowerIsBetter?: boolean }) {
  const { t, language } = useWords()
  const direction = directionOf(value, lowerIsBetter)
  return (
    <span className={`number difference-${direction}`}>
      <span aria-hidden>{direction === 'same' ? '＝' : value > 0 ? '▲' : '▼'} </span>
      {t('models:points', { value: pointsText(value, language) })}
      <span className="visually-hidden"> {t(`models:direction.${direction}`)}</span>
    </span>
  )
}
