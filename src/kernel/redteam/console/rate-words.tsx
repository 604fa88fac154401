import { useWords } from '#console/kit/language.ts'
import type { Rate } from '#kernel/redteam/redteam.contract.ts'

/** A share with its counts and the interval it may lie in; a dash where nothing was counted. */
export function RateWords({ of }: { of: Rate | null }) {
  const { t, language } = useWords()
  if (!of || of.share === null) return <span className="quiet">—</span>
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 })
  return (
    <span className="number">
      {percent.format(of.share)}{' '}
      <span className="small quiet">
        {t('redteam:rate', {
          hits: of.hits,
          total: of.total,
          low: percent.format(of.low),
          high: percent.format(of.high),
        })}
      </span>
    </span>
  )
}
