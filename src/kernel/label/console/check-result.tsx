import { labelReasons, labelTone } from '#console/kit/label-words.ts'
import { useWords } from '#console/kit/language.ts'
import { ToneTag } from '#console/kit/tone.tsx'
import type { FoundEntry, LabelCheck } from '#kernel/label/label.contract.ts'

function Entry({ found }: { found: FoundEntry }) {
  const words = useWords()
  const { t } = words
  return (
    <div className="stack-tight">
      <p className="small quiet">{t('label:entry-at', { place: found.place })}</p>
      {found.entry && (
        <dl className="facts small">
          {Object.entries(found.entry).map(([field, value]) => (
            <div key={field} style={{ display: 'contents' }}>
              <dt>{t(`label:field.${field}`)}</dt>
              <dd className="label-value">{value === '' ? t('label:empty-field') : value}</dd>
            </div>
          ))}
        </dl>
      )}
      {found.problems.length > 0 && (
        <p className="small">
          {t('label:noted')} {labelReasons(words, found.problems)}
        </p>
      )}
    </div>
  )
}

/** What the check of one file came to. */
export function CheckResult({ name, check }: { name: string; check: LabelCheck }) {
  const words = useWords()
  const { t } = words
  const { says, entries, explicit, traces, problems } = check
  return (
    <section className="panel stack-tight" aria-live="polite">
      <div className="row">
        <ToneTag tone={labelTone[says]}>{t(`label:says.${says}`)}</ToneTag>
        <strong className="label-value">{name}</strong>
        <span className="small quiet">{check.format}</span>
      </div>
      <p>{t(`label:means.${says}`)}</p>
      {entries.map(found => (
        <Entry key={`${found.place} ${found.entry?.ProduceID} ${found.entry?.PropagateID}`} found={found} />
      ))}
      {explicit !== null && <p className="small">{t('label:explicit', { words: explicit })}</p>}
      {traces.length > 0 && (
        <p className="small">
          {t('label:traces')} {labelReasons(words, traces)}
        </p>
      )}
      {problems.length > 0 && (
        <p className="small">
          {t('label:problems')} {labelReasons(words, problems)}
        </p>
      )}
    </section>
  )
}
