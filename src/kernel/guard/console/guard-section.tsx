import { useWords } from '#console/kit/language.ts'
import { ProblemNotice } from '#console/kit/notices.tsx'
import { useMay } from '#console/kit/session.ts'
import { GuardFindings } from './finding-words.tsx'
import { useGuardItem } from './guard-calls.ts'

/** On the page of a decision: what the guard found in its input, and what the checks said of its answer. */
export function GuardSection({ decisionId }: { decisionId: string }) {
  const { t } = useWords()
  const may = useMay('guard:read')
  const found = useGuardItem(decisionId, may)
  if (!may) return null
  return (
    <section className="panel stack-tight">
      <h2>{t('guard:section')}</h2>
      {found.error && <ProblemNotice error={found.error} retry={() => void found.refetch()} />}
      {found.data === null && <p className="quiet">{t('guard:nothing')}</p>}
      {found.data && <GuardFindings item={found.data} />}
    </section>
  )
}
