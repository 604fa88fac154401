import { useCallback, useMemo, useState } from 'react'
import type { ActionBody } from '#cases/action.contract.ts'
import type { CaseAction } from '#cases/case-words.contract.ts'
import { verdictOf } from '#console/kit/evidence.rules.ts'
import { newId } from '#console/kit/new-id.ts'
import { useAdviceUse } from '#console/kit/use-advice.ts'
import { useDraft } from '#console/kit/use-draft.ts'
import { useSettled } from '#console/kit/use-later.ts'
import { type ActionValues, bodyOf } from './actions.rules.ts'
import { useLiveAdvice, useReport } from './case-calls.ts'
import {
  dispatchBody,
  emptyIntake,
  type Faults,
  faultsOf,
  type Intent,
  reportBody,
  worthAdvice,
} from './intake.rules.ts'
import type { Reported } from './reported-notice.tsx'

// Long enough that a typed word is one question, short enough that the answer is there within the second.
const restMilliseconds = 250

type Then = { action: CaseAction; body(version: number): object } | null

/** The seat's form: draft, live advice, what is missing, and sending it. */
export function useIntake() {
  const start = useMemo(() => emptyIntake(newId()), [])
  const [draft, change, forget] = useDraft('intake', start)
  const [faults, setFaults] = useState<Faults>({})
  const [last, setLast] = useState<Reported | null>(null)
  const ask = useMemo(
    () =>
      worthAdvice(draft)
        ? { draftId: draft.draftId, subject: draft.subject, detail: draft.detail, regionId: draft.regionId }
        : null,
    [draft],
  )
  const settledKey = useSettled(JSON.stringify(ask), restMilliseconds)
  const settled = useMemo(() => JSON.parse(settledKey) as typeof ask, [settledKey])
  const live = useLiveAdvice(settled?.draftId === draft.draftId ? settled : null)
  const answer = ask === null ? undefined : live.data
  const advice = answer?.advice ?? null
  const adviceUse = useAdviceUse(advice)
  const verdict = verdictOf(advice?.value?.candidates ?? [], draft.departmentId)
  const differs = verdict === 'amended' || verdict === 'rejected'
  const report = useReport()

  const send = useCallback(
    (intent: Intent, then: Then, done?: () => void) => {
      const found = faultsOf(draft, intent, differs)
      setFaults(found)
      if (Object.keys(found).length > 0 || report.isPending) return found
      report.mutate(
        { body: reportBody(draft), then },
        {
          onSuccess: made => {
            done?.()
            setLast({ ...made, intent })
            forget(emptyIntake(newId(), draft.channel))
          },
        },
      )
      return found
    },
    [draft, differs, report, forget],
  )
  return {
    draft,
    change: (part: Partial<typeof draft>) => {
      change(part)
      setFaults(before => Object.fromEntries(Object.entries(before).filter(([name]) => !(name in part))))
    },
    faults,
    last,
    forgetLast: () => setLast(null),
    report,
    live: { answer, loading: live.isFetching, problem: live.error, use: adviceUse },
    differs,
    dispatch: () =>
      send('dispatch', {
        action: 'dispatch',
        body: version => dispatchBody(draft, version, adviceUse.use() as ActionBody<'dispatch'>['advice']),
      }),
    register: () => send('register', null),
    mergeInto: (into: string) => send('merge', { action: 'merge', body: version => ({ version, into }) }),
    actOn: (action: Intent & CaseAction, values: ActionValues, done: () => void) =>
      send(action, { action, body: version => bodyOf(action, values, version) }, done),
    check: (intent: Intent) => {
      const found = faultsOf(draft, intent, differs)
      setFaults(found)
      return Object.keys(found).length === 0
    },
    startOver: () => {
      setFaults({})
      report.reset()
      forget(emptyIntake(newId(), draft.channel))
    },
  }
}
