import { App, Drawer } from 'antd'
import { useEffect, useMemo, useState } from 'react'
import type { ActionBody } from '#cases/action.contract.ts'
import { casePath } from '#cases/attachments/console/attachment-calls.ts'
import { PickFiles } from '#cases/attachments/console/pick-files.tsx'
import { useUploads } from '#cases/attachments/console/use-uploads.ts'
import type { CaseAction } from '#cases/case-words.contract.ts'
import type { useJointReply } from '#cases/joint/console/use-joint-reply.ts'
import { ActedOn } from '#cases/repeats/console/acted-on.ts'
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
  /** What joint handling adds to the forms. */
  joint: ReturnType<typeof useJointReply>
  /** How the person came to a dispatch. */
  adviceUse(): ActionBody<'dispatch'>['advice']
  /** Once it is sent and the form no longer holds the focus. */
  onSent(): void
}

/** An action's form beside the case, so that the text can be read while it is answered. */
export function ActionDrawer({ of, open, onClose, joint, adviceUse, onSent }: Props) {
  const { t } = useWords()
  const { message } = App.useApp()
  const act = useAct()
  const uploads = useUploads()
  const [sent, setSent] = useState(false)
  // Once for each opening: what comes in while somebody types must not change what the form began with.
  // biome-ignore lint/correctness/useExhaustiveDependencies: as said.
  const prefill = useMemo(() => open && joint.prefill(open.action), [open]) ?? undefined
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
      {open?.action === 'reply' && <PickFiles uploads={uploads} path={casePath(of.caseId)} />}
      {open && (
        <ActedOn.Provider value={of.caseId}>
          <ActionForm
            key={open.action}
            action={open.action}
            draft={`case.${of.caseId}`}
            {...(open.given ? { given: open.given } : {})}
            prefill={prefill}
            conditions={joint.conditions}
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
        </ActedOn.Provider>
      )}
    </Drawer>
  )
}
