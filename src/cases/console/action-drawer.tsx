import { App, Drawer } from 'antd'
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
  onDone?(): void
}

/** An action's form beside the case, so that the text can be read while it is answered. */
export function ActionDrawer({ of, open, onClose, adviceUse, onDone }: Props) {
  const { t } = useWords()
  const { message } = App.useApp()
  const act = useAct()
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
                  onDone?.()
                },
              },
            )
          }}
        />
      )}
    </Drawer>
  )
}
