import { Tag } from 'antd'
import { Fragment } from 'react'
import { Confidence } from '#console/kit/confidence.tsx'
import { useWords } from '#console/kit/language.ts'
import { Moment } from '#console/kit/moments.tsx'
import { GuardFindings } from '../../guard/console/finding-words.tsx'
import type { TraceReport } from '../trace.contract.ts'

/** The fields that went in with their data levels; never what they held. */
export function TraceInputs({ of }: { of: TraceReport }) {
  const { t } = useWords()
  const state = (filled: boolean | null) =>
    t(filled === null ? 'trace:inputs.erased' : filled ? 'trace:inputs.filled' : 'trace:inputs.empty')
  return (
    <>
      <p className="small quiet">{t('trace:inputs.note')}</p>
      <ul className="plain-list stack-tight">
        {of.inputs.map(one => (
          <li key={one.field} className="row-between">
            <code>{one.field}</code>
            <span className="row small">
              <span className="quiet">{state(one.filled)}</span>
              <Tag>{one.level}</Tag>
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

/** What the guard found before the run and said after it. */
export function TraceGuard({ of }: { of: TraceReport }) {
  const { t } = useWords()
  const { guard, record } = of
  if (!guard) return <p className="quiet">{t('trace:guard.none')}</p>
  const { algorithm, outcome, decisionId, madeAt } = record
  return <GuardFindings item={{ ...guard, algorithm, outcome, decisionId, at: madeAt, excerpt: null }} />
}

/** Passages it relied on, by id and version. */
export function TraceSources({ of }: { of: TraceReport }) {
  const { t } = useWords()
  if (of.sources.length === 0 && of.weighingWords === 0)
    return <p className="quiet">{t('trace:sources.none')}</p>
  return (
    <>
      <ul className="plain-list stack-tight">
        {of.sources.map(({ title, corpus, corpusVersion, documentId }) => (
          <li key={`${corpus}${documentId}`}>
            {t('trace:sources.line', { title, corpus, version: corpusVersion, id: documentId })}
          </li>
        ))}
      </ul>
      {of.weighingWords > 0 && (
        <p className="small quiet">{t('trace:sources.words', { count: of.weighingWords })}</p>
      )}
    </>
  )
}

/** What the algorithm considered, best first. */
export function TraceAlternatives({ of }: { of: TraceReport }) {
  const { t, language } = useWords()
  if (of.alternatives.length === 0) return <p className="quiet">{t('trace:alternatives.none')}</p>
  return (
    <ol className="plain-list stack-tight">
      {of.alternatives.map(one => (
        <li key={one.title.zh} className="row-between">
          <span>{language === 'en' ? one.title.en : one.title.zh}</span>
          {one.confidence !== null && <Confidence value={one.confidence} />}
        </li>
      ))}
    </ol>
  )
}

/** What came of it in the matter it was about. */
export function TraceEffects({ of }: { of: TraceReport }) {
  const { t, language } = useWords()
  if (of.effects.length === 0) return <p className="quiet">{t('trace:effect.none')}</p>
  return (
    <dl className="facts">
      {of.effects.map(({ fact, said, at }) => (
        <Fragment key={fact}>
          <dt>{t(`trace:effect.${fact}`, { defaultValue: fact })}</dt>
          <dd>{fact === 'closed' && at ? <Moment at={at} /> : language === 'en' ? said.en : said.zh}</dd>
        </Fragment>
      ))}
    </dl>
  )
}
