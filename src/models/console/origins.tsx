import { useWords } from '#console/kit/language.ts'
import { listText } from '#console/kit/list-text.ts'
import type { TrainingFacts } from '#models/model.contract.ts'
import { originsOf, rateText } from './figures.rules.ts'

/** Where the rows came from: a model is as good as what taught it. */
export function Origins({ of }: { of: TrainingFacts }) {
  const { t, language } = useWords()
  const count = new Intl.NumberFormat(language)
  return (
    <div className="stack-tight">
      <p className="quiet">
        {t(`models:source.${of.source}`)}{' '}
        {t('models:seconds', { value: count.format(Math.ceil(of.seconds)) })}
      </p>
      <ul className="plain-list stack-tight">
        {originsOf(of.kinds).map(one => (
          <li key={one.kind} className="origin">
            <span>
              {t(`models:kind.${one.kind}`)}
              <span className="small quiet"> {t(`models:kind-note.${one.kind}`)}</span>
            </span>
            <span className="number">
              {count.format(one.rows)} <span className="quiet">{rateText(one.share, language)}</span>
            </span>
            <span className="origin-track" aria-hidden>
              <span style={{ width: `${one.share * 100}%` }} />
            </span>
          </li>
        ))}
      </ul>
      {of.unknownLabels.length > 0 && (
        <p>{t('models:unknown-labels', { labels: listText(of.unknownLabels, language) })}</p>
      )}
    </div>
  )
}
