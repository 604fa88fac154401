import { App, Drawer } from 'antd'
import { useEffect, useState } from 'react'
import type { ActionBody, CaseAction } from '#cases/case.contract.ts'
import { useWords } from '#console/kit/language.ts'
import { ActionForm } from './action-form.tsx'
import { type ActionValues, actionName, bodyOf } from './actions.rules.ts'
import { type CaseDetail, refreshCases, useAct } from './case-calls.ts'

export interface OpenAction {
  action: CaseAction
  given?: ActionValues
}

interface Props {
  of: CaseDetail
  open: OpenAction | null
  onClose(): void
  /** How the person came to a dispatch. */
  adviceUse(): ActionBody<'dispatch'>['advice']
  /** Once it is sent and the form no longer holds the focus. */
  onSent(): void
}

/** An action's form beside the case, so that the text can be read while it is answered. */
export function ActionDrawer({ of, open, onClose, adviceUse, onSent }: Props) {
  const { t } = useWords()
  const { message } = App.useApp()
  const act = useAct()
  const [sent, setSent] = useState(false)
  // Not while it is sent: the drawer keeps the focus inside as long as it is open.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when it opens and closes.
  useEffect(() => {
    if (open) setSent(false)
    else if (sent) onSent()
  }, [open, sent])
  const close = () => {
    act.reset()
    onClose()
  }
  return (
    <Drawer
      open={open !== null}
      onClose={close}
      size={460}
      mask={{ closable: false }}
      // The button that opened it may go with the step; cancelled, the focus returns to it.
      focusable={{ focusTriggerAfterClose: !sent }}
      destroyOnHidden
      title={open ? `${t(actionName(open.action, of.state))} · ${of.code}` : ''}
    >
      {open && of.detail && <blockquote className="drawer-text said quiet">{of.detail}</blockquote>}
      {open && (
        <ActionForm
          key={open.action}
          action={open.action}
          draft={`case.${of.caseId}`}
          {...(open.given ? { given: open.given } : {})}
          pending={act.isPending}
          error={act.error}
          reload={() => void refreshCases().then(() => act.reset())}
          send={(values, done) => {
            const advice = open.action === 'dispatch' ? adviceUse() : undefined
            const body = { ...bodyOf(open.action, values, of.version), ...(advice ? { advice } : {}) }
            act.mutate(
              { caseId: of.caseId, action: open.action, body },
              {
                onSuccess: () => {
                  done()
                  close()
                  void message.success(t(`cases:done.${open.action}`))
                  setSent(true)
                },
              },
            )
          }}
        />
      )}
    </Drawer>
  )
}
