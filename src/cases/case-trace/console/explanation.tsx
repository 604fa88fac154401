import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { AiContent } from '#console/kit/ai-content.tsx'
import { call } from '#console/kit/client.ts'
import { Confidence } from '#console/kit/confidence.tsx'
import { useWords } from '#console/kit/language.ts'
import { Moment } from '#console/kit/moments.tsx'
import { caseExplanation } from '../explanation.contract.ts'

type Item = z.infer<typeof caseExplanation>['items'][number]

function useExplanation(code: string) {
  return useQuery({
    queryKey: ['public', code, 'explanation'],
    queryFn: ({ signal }) =>
      call(caseExplanation, {
        path: `/api/public/reports/${encodeURIComponent(code)}/explanation`,
        signal,
      }),
    // Right after a report the advice is still being made; a matter that gets none is not asked about for ever.
    refetchInterval: ({ state }) =>
      state.data?.items.length === 0 && state.dataUpdateCount < 5 ? 3000 : false,
  })
}

/** One use of AI in the words of somebody who has never heard of models. */
function Told({ item }: { item: Item }) {
  const { t, language } = useWords()
  return (
    <AiContent label={item.label}>
      <div className="stack-tight">
        <strong>{language === 'en' ? item.title.en : item.title.zh}</strong>
        <p>{t('case-trace:what')}</p>
        <p>{t(`case-trace:method.${item.method}`)}</p>
        <p>{t(`case-trace:outcome.${item.outcome}`)}</p>
        {item.confidence !== null && <Confidence value={item.confidence} />}
        <p>
          {t(item.verdict ? `case-trace:verdict.${item.verdict}` : 'case-trace:undecided')}{' '}
          {item.settledAt && <Moment at={item.settledAt} />}
        </p>
        <p className="small quiet">
          {t('case-trace:version', { algorithm: item.algorithm, version: item.algorithmVersion })}{' '}
          <Moment at={item.madeAt} />
        </p>
      </div>
    </AiContent>
  )
}

/** What part AI had in a matter, for the citizen who follows it; nothing where it had none. */
export function Explanation({ code }: { code: string }) {
  const { t } = useWords()
  const found = useExplanation(code)
  const items = found.data?.items ?? []
  if (items.length === 0) return null
  return (
    <section className="panel stack-tight">
      <details>
        <summary>{t('case-trace:title')}</summary>
        {items.map(item => (
          <Told key={item.madeAt} item={item} />
        ))}
      </details>
    </section>
  )
}
