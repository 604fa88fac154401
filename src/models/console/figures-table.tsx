import { useWords } from '#console/kit/language.ts'
import type { ModelMetrics } from '#models/model.contract.ts'
import { Difference } from './difference.tsx'
import { figureLines, rateText } from './figures.rules.ts'

interface Props {
  metrics: ModelMetrics
  before?: ModelMetrics | null
  /** Heads of the columns when two versions stand beside each other. */
  heads?: { before: string; now: string }
}

/** The figures of a version as a table, with those of another beside them. */
export function FiguresTable({ metrics, before = null, heads }: Props) {
  const { t, language } = useWords()
  return (
    <table className="figure-table">
      {heads && (
        <thead>
          <tr>
            <th scope="col">{t('models:column.figure')}</th>
            {before && <th scope="col">{heads.before}</th>}
            <th scope="col">{heads.now}</th>
            {before && <th scope="col">{t('models:column.difference')}</th>}
          </tr>
        </thead>
      )}
      <tbody>
        {figureLines(metrics, before).map(line => (
          <tr key={line.key}>
            <th scope="row" title={t(`models:figure-note.${line.key}`)}>
              {t(`models:figure.${line.key}`)}
              <div className="small quiet figure-note">{t(`models:figure-note.${line.key}`)}</div>
            </th>
            {line.before !== null && <td className="number quiet">{rateText(line.before, language)}</td>}
            <td className="number">
              <strong>{rateText(line.value, language)}</strong>
            </td>
            {line.before !== null && (
              <td>
                <Difference value={line.value - line.before} lowerIsBetter={line.lowerIsBetter} />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
