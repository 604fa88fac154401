import { useWords } from '#console/kit/language.ts'
import type { ModelComparison } from '#models/model.contract.ts'
import { Difference } from './difference.tsx'
import { rateText } from './figures.rules.ts'

/** Old and new on the same rows, which neither had seen: the fair answer to "did it get better?". */
export function Comparison({ of }: { of: ModelComparison }) {
  const { t, language } = useWords()
  const lines = [
    { key: 'accuracy', now: of.accuracy, before: of.accuracyBefore },
    { key: 'macroF1', now: of.macroF1, before: of.macroF1Before },
  ]
  return (
    <div className="stack-tight">
      <p className="quiet">
        {t('models:comparison.on', {
          rows: new Intl.NumberFormat(language).format(of.rows),
          version: of.against.slice(0, 8),
        })}
      </p>
      <dl className="figures">
        {lines.map(line => (
          <div key={line.key}>
            <dt>{t(`models:figure.${line.key}`)}</dt>
            <dd className="number">
              <span className="quiet">{rateText(line.before, language)} →</span>{' '}
              <strong>{rateText(line.now, language)}</strong> <Difference value={line.now - line.before} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
