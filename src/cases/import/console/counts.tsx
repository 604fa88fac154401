import type { ImportCounts } from '#cases/imports.contract.ts'
import { useWords } from '#console/kit/language.ts'

const shown = ['rows', 'history', 'open', 'repeated', 'rejected'] as const

/** What became of the rows, or would become of them. */
export function Counts({ of }: { of: ImportCounts }) {
  const { t, language } = useWords()
  return (
    <dl className="counts">
      {shown.map(key => (
        <div key={key} className={key === 'rejected' && of[key] > 0 ? 'count-bad' : ''}>
          <dt>{t(`import:count.${key}`)}</dt>
          <dd className="number">{new Intl.NumberFormat(language).format(of[key])}</dd>
          <dd className="small quiet">{t(`import:count-note.${key}`)}</dd>
        </div>
      ))}
    </dl>
  )
}
