import { type ReactNode, useState } from 'react'
import { AiContent } from '#console/kit/ai-content.tsx'
import { useWords } from '#console/kit/language.ts'
import { Loading, ProblemNotice } from '#console/kit/notices.tsx'
import { usePathParameter } from '#console/kit/use-search.ts'
import type { ContentPurpose } from '#kernel/kernel.contract.ts'
import {
  DecisionActs,
  DecisionContent,
  DecisionFacts,
  DecisionLedger,
  useWho,
} from '../../console/decision-parts.tsx'
import { useTrace } from './trace-calls.ts'
import { TraceFile } from './trace-file.tsx'
import { TraceAlternatives, TraceEffects, TraceGuard, TraceInputs, TraceSources } from './trace-parts.tsx'
import { TraceWay } from './trace-way.tsx'

function Section({ name, children }: { name: string; children: ReactNode }) {
  const { t } = useWords()
  return (
    <section className="panel stack-tight">
      <h2>{t(`trace:section.${name}`)}</h2>
      {children}
    </section>
  )
}

/** The logic trace report of one decision: the way it took, and everything that bore on it. */
export function Page() {
  const { t, language } = useWords()
  const [purpose, setPurpose] = useState<ContentPurpose>()
  const decisionId = usePathParameter('decisionId')
  const found = useTrace(decisionId, purpose)
  const who = useWho(found.data?.record.people ?? [])
  if (found.error) return <ProblemNotice error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <Loading rows={12} />
  const of = found.data
  const { algorithm, record } = of
  return (
    <div className="stack">
      <div className="row-between">
        <p className="quiet">{t('trace:intro')}</p>
        <TraceFile decisionId={decisionId} purpose={purpose} />
      </div>
      <div className="columns">
        <div className="stack">
          <Section name="way">
            <TraceWay of={of} who={who} />
          </Section>
          <Section name="alternatives">
            <AiContent label={record.label}>
              <TraceAlternatives of={of} />
            </AiContent>
          </Section>
          <Section name="sources">
            <TraceSources of={of} />
          </Section>
          <Section name="content">
            <AiContent label={record.label}>
              <DecisionContent of={record} ask={setPurpose} />
            </AiContent>
          </Section>
        </div>
        <div className="stack">
          <Section name="facts">
            {algorithm ? (
              <p>
                <strong>{language === 'en' ? algorithm.title.en : algorithm.title.zh}</strong>
                <span className="small quiet">{` · ${t('trace:owner')} ${algorithm.owner}`}</span>
              </p>
            ) : (
              <p className="quiet">{t('trace:gone')}</p>
            )}
            <DecisionFacts of={record} />
          </Section>
          <Section name="inputs">
            <TraceInputs of={of} />
          </Section>
          <Section name="guard">
            <TraceGuard of={of} />
          </Section>
          <Section name="person">
            <DecisionActs of={record} />
          </Section>
          <Section name="effect">
            <TraceEffects of={of} />
          </Section>
          <Section name="proof">
            <DecisionLedger of={record} />
          </Section>
        </div>
      </div>
    </div>
  )
}
