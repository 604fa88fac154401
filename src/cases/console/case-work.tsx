import { useRef, useState } from 'react'
import type { CaseAction } from '#cases/case-words.contract.ts'
import { useJointReply } from '#cases/joint/console/use-joint-reply.ts'
import { termsOf } from '#console/kit/advice-evidence.tsx'
import { AdvicePanel } from '#console/kit/advice-panel.tsx'
import { useWords } from '#console/kit/language.ts'
import { MarkedText } from '#console/kit/marked-text.tsx'
import { useAdviceUse } from '#console/kit/use-advice.ts'
import { ActionBar } from './action-bar.tsx'
import { ActionDrawer, type OpenAction } from './action-drawer.tsx'
import { type CaseDetail, useCaseAdvice } from './case-calls.ts'

/** A case's words, advice and actions, tied together: choosing a candidate opens the dispatch with it filled in. */
export function useCaseWork(of: CaseDetail | undefined) {
  const { t } = useWords()
  const caseId = of?.caseId ?? null
  const advice = useCaseAdvice(caseId)
  const shown = advice.data?.advice ?? null
  const use = useAdviceUse(shown)
  const joint = useJointReply(of)
  const [open, setOpen] = useState<OpenAction | null>(null)
  const bar = useRef<HTMLDivElement>(null)
  if (!of) return null
  const mayDispatch = of.actions.includes('dispatch')
  const opinion = of.state === 'reported' || of.state === 'accepted'
  const act = (action: CaseAction) => setOpen({ action })
  const body = of.detail ?? ''
  return {
    text:
      of.detail === null ? (
        <p className="quiet">{t('kit:masked-long')}</p>
      ) : (
        <MarkedText text={body} terms={shown && use.open ? termsOf(shown.evidence) : []} />
      ),
    merge: (into: string) => setOpen({ action: 'merge', given: { into } }),
    actions: <ActionBar actions={of.actions} state={of.state} onAct={act} bar={bar} />,
    advice: (
      <AdvicePanel
        caseId={of.caseId}
        answer={advice.data}
        loading={advice.isFetching}
        problem={advice.error}
        text=""
        use={use}
        chosen={of.departmentId}
        {...(mayDispatch && opinion
          ? {
              onChoose: one =>
                setOpen({
                  action: 'dispatch',
                  given: { departmentId: one.departmentId, dutyId: one.dutyId, categoryId: one.categoryId },
                }),
              onReject: () =>
                setOpen({
                  action: 'dispatch',
                  given: { departmentId: null, dutyId: null, categoryId: null },
                }),
            }
          : {})}
      />
    ),
    drawer: (
      <ActionDrawer
        of={of}
        open={open}
        onClose={() => setOpen(null)}
        joint={joint}
        adviceUse={use.use}
        onSent={() => bar.current?.focus({ preventScroll: true })}
      />
    ),
  }
}
