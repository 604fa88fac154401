import { Link } from '@tanstack/react-router'
import { Tag } from 'antd'
import type { z } from 'zod'
import type { adviceView } from '#cases/advice.contract.ts'
import type { Evidence } from '#kernel/kernel.contract.ts'
import { useCityNames } from './city.ts'
import { useWords } from './language.ts'
import { MarkedText } from './marked-text.tsx'
import { useMay } from './session.ts'

export type Advice = z.infer<typeof adviceView>

/** The words of the evidence with their weights. */
export function termsOf(evidence: readonly Evidence[]) {
  return evidence.flatMap(one => (one.kind === 'words' ? one.items : []))
}

function Words({ evidence, text }: { evidence: readonly Evidence[]; text: string }) {
  const { t } = useWords()
  const terms = termsOf(evidence)
  if (terms.length === 0) return null
  return (
    <section>
      <h3 className="small quiet">{t('kit:advice.words')}</h3>
      {text !== '' && <MarkedText text={text} terms={terms} />}
      <div className="word-list">
        {terms.slice(0, 12).map(one => (
          <Tag key={one.term} color={one.weight > 0 ? 'cyan' : 'default'}>
            {one.term}{' '}
            <span className="number quiet">
              {one.weight > 0 ? '+' : '−'}
              {Math.abs(one.weight).toFixed(2)}
            </span>
          </Tag>
        ))}
      </div>
    </section>
  )
}

function Passages({ evidence }: { evidence: readonly Evidence[] }) {
  const { t } = useWords()
  const passages = evidence.filter(one => one.kind === 'passage')
  if (passages.length === 0) return null
  return (
    <section>
      <h3 className="small quiet">{t('kit:advice.passages')}</h3>
      {passages.map(one => (
        <article key={one.documentId} className="passage">
          <strong>{one.title}</strong>
          <MarkedText text={one.text} terms={one.matched.map(term => ({ term, weight: 1 }))} />
          <p className="small quiet">
            {t('kit:advice.source', {
              corpus: t(`kit:corpus.${one.corpus}`, { defaultValue: one.corpus }),
              version: one.corpusVersion,
            })}
          </p>
        </article>
      ))}
    </section>
  )
}

function Similar({ advice }: { advice: Advice }) {
  const { t } = useWords()
  const names = useCityNames()
  const similar = advice.value?.similar ?? []
  if (similar.length === 0) return null
  return (
    <section>
      <h3 className="small quiet">{t('kit:advice.similar')}</h3>
      {similar.map(one => (
        <article key={one.caseId} className="passage">
          <div className="row-between">
            <Link to={`/cases/${one.caseId}`} className="linklike number" target="_blank">
              {one.code}
            </Link>
            <span className="small">{names.department(one.departmentId)}</span>
          </div>
          <p className="small said">{one.excerpt}</p>
        </article>
      ))}
    </section>
  )
}

/** Why: the words that weighed in the text, the duties that matched, closed cases that resemble it. */
export function AdviceEvidence({ advice, text }: { advice: Advice; text: string }) {
  const { t } = useWords()
  const mayOpenRecord = useMay('decisions:read')
  const empty = advice.evidence.length === 0 && (advice.value?.similar.length ?? 0) === 0
  return (
    <div className="evidence">
      {empty && <p className="quiet">{t('kit:advice.no-evidence')}</p>}
      <Words evidence={advice.evidence} text={text} />
      <Passages evidence={advice.evidence} />
      <Similar advice={advice} />
      <p className="small quiet">
        {t('kit:advice.record', {
          algorithm: `${advice.algorithm} ${advice.algorithmVersion}`,
          model: advice.modelVersion ?? t('kit:advice.no-model'),
        })}{' '}
        {mayOpenRecord && (
          <Link to={`/decisions/${advice.decisionId}`} className="linklike" target="_blank">
            {t('kit:advice.open-record')}
          </Link>
        )}
      </p>
    </div>
  )
}
