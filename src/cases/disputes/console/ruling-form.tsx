import { Alert, App, Segmented } from 'antd'
import { useState } from 'react'
import { useWords } from '#console/kit/language.ts'
import { useMay } from '#console/kit/session.ts'
import { ActionForm } from '../../console/action-form.tsx'
import { bodyOf } from '../../console/actions.rules.ts'
import { refreshCases, useAct } from '../../console/case-calls.ts'
import type { DisputeDetail } from '../dispute.contract.ts'
import { refreshDuties, useNewestVersion } from './dispute-calls.ts'
import { dutyChangeOf, emptyDutyChange, missingInChange } from './duty-change.rules.ts'
import { DutyChangeFields } from './duty-change-fields.tsx'

type Ruling = 'uphold-objection' | 'refuse-objection'

/** The ruling of a reviewer, with what it changes in the duty list. */
export function RulingForm({ of }: { of: DisputeDetail }) {
  const { t } = useWords()
  const { message } = App.useApp()
  const act = useAct()
  const mayEdit = useMay('duties:edit')
  const { today } = of
  const [ruling, setRuling] = useState<Ruling>('uphold-objection')
  const [change, setChange] = useState(() => emptyDutyChange({ dutyId: of.dutyId, today }))
  const [tried, setTried] = useState(false)
  const upholding = ruling === 'uphold-objection'
  const newest = useNewestVersion(change.kind === 'host' ? change.dutyId : null)
  return (
    <section className="stack-tight" aria-label={t('disputes:ruling')}>
      <h2>{t('disputes:ruling')}</h2>
      <Segmented<Ruling>
        value={ruling}
        aria-label={t('disputes:ruling')}
        options={(['uphold-objection', 'refuse-objection'] as const).map(value => ({
          value,
          label: t(`cases:action.${value}`),
        }))}
        onChange={next => {
          act.reset()
          setRuling(next)
        }}
      />
      <ActionForm
        key={ruling}
        action={ruling}
        unasked
        draft={`case.${of.caseId}`}
        {...(upholding && of.proposedDepartmentId
          ? { given: { departmentId: of.proposedDepartmentId, dutyId: null } }
          : {})}
        pending={act.isPending}
        error={act.error}
        reload={() => {
          refreshDuties()
          void refreshCases().then(() => act.reset())
        }}
        send={(values, done) => {
          setTried(true)
          if (upholding && missingInChange(change).length > 0) return
          const dutyChange = upholding ? dutyChangeOf(change, () => newest) : undefined
          const body = { ...bodyOf(ruling, values, of.version), ...(dutyChange ? { dutyChange } : {}) }
          act.mutate(
            { caseId: of.caseId, action: ruling, body },
            {
              onSuccess: () => {
                done()
                if (dutyChange) refreshDuties()
                void message.success(t(`cases:done.${ruling}`))
              },
            },
          )
        }}
      >
        {upholding && (
          <DutyChangeFields
            form={change}
            departmentId={of.departmentId}
            tried={tried}
            today={today}
            onChange={part => setChange(before => ({ ...before, ...part }))}
          />
        )}
        {upholding && change.kind !== 'none' && !mayEdit && (
          <Alert type="info" title={t('disputes:change.proposed')} />
        )}
      </ActionForm>
    </section>
  )
}
