import { Button } from 'antd'
import { useMemo } from 'react'
import { useWords } from '#console/kit/language.ts'
import { ProblemNotice } from '#console/kit/notices.tsx'
import { useMay } from '#console/kit/session.ts'
import { Keys } from '#console/kit/shortcut.tsx'
import { useKeys } from '#console/kit/use-keys.ts'
import { useSettled } from '#console/kit/use-later.ts'
import { useRepeats } from './repeat-calls.ts'
import { RepeatCard } from './repeat-card.tsx'

/** What is typed, as far as it tells which matter it is. */
export interface Typed {
  subject: string
  detail: string
  address: string
  regionId: string | null
  categoryId: string | null
}

const restMilliseconds = 400
const shortestText = 4

/** While a matter is taken in: whether others brought it in already. One click saves it as a case of its own, merged there. */
export function RepeatsPanel(props: { typed: Typed; pending: boolean; onMerge(caseId: string): void }) {
  const { typed, pending, onMerge } = props
  const { t } = useWords()
  const may = { search: useMay('cases:search'), merge: useMay('cases:merge') }
  const { subject, detail, address, regionId, categoryId } = typed
  const worth = may.search && regionId !== null && `${subject}${detail}`.trim().length >= shortestText
  const key = JSON.stringify(
    worth ? { subject, detail, address: address.trim() || null, regionId, categoryId } : null,
  )
  const settled = useSettled(key, restMilliseconds)
  const question = useMemo(() => JSON.parse(settled), [settled])
  const found = useRepeats(question)
  const items = worth ? (found.data?.items ?? []) : []
  const first = may.merge ? items.find(one => one.mergeable) : undefined
  useKeys([
    {
      keys: 'alt+m',
      label: 'repeats:key',
      run: () => first && !pending && onMerge(first.caseId),
    },
  ])
  if (!worth || (items.length === 0 && !found.error)) return null
  return (
    <section className="panel stack-tight" aria-label={t('repeats:title')}>
      <h2>{t('repeats:title')}</h2>
      {found.error ? (
        <ProblemNotice error={found.error} />
      ) : (
        <p className="small quiet">{t('repeats:intake-note')}</p>
      )}
      <ul className="plain-list stack-tight">
        {items.map(one => (
          <li key={one.caseId}>
            <RepeatCard one={one}>
              {may.merge && one.mergeable && (
                <Button
                  size="small"
                  disabled={pending}
                  aria-label={t('repeats:join-of', { code: one.code })}
                  onClick={() => onMerge(one.caseId)}
                >
                  {t('repeats:join')} {one === first && <Keys of="alt+m" />}
                </Button>
              )}
            </RepeatCard>
          </li>
        ))}
      </ul>
    </section>
  )
}
