import { App, Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { Field } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { ProblemNotice } from '#console/kit/notices.tsx'
import { useMay, useSession } from '#console/kit/session.ts'
import type { ModelVersion } from '#models/model.contract.ts'
import { decisionsFor } from './figures.rules.ts'
import { useDecide } from './model-calls.ts'

type Version = Pick<ModelVersion, 'id' | 'state' | 'trainedBy'>

function DecisionDialog(props: { of: Version; decision: 'approve' | 'retire'; onClose(): void }) {
  const { of, decision, onClose } = props
  const { t } = useWords()
  const { message } = App.useApp()
  const [note, setNote] = useState('')
  const decide = useDecide()
  const send = () =>
    decide.mutate(
      { versionId: of.id, decision, note },
      {
        onSuccess: () => {
          void message.success(t(`models:decided.${decision}`))
          onClose()
        },
      },
    )
  return (
    <Modal
      open
      title={t(`models:decide.${decision}`)}
      okText={t(`models:decide.${decision}`)}
      okButtonProps={{ loading: decide.isPending, danger: decision === 'retire' }}
      onOk={send}
      onCancel={onClose}
    >
      <div className="stack-tight">
        <p>{t(`models:decide-note.${of.state === 'active' ? 'retire-active' : decision}`)}</p>
        {decide.error && <ProblemNotice error={decide.error} kept />}
        <Field label={t('models:note')}>
          {control => (
            <Input.TextArea
              {...control}
              autoFocus
              maxLength={500}
              autoSize={{ minRows: 2, maxRows: 6 }}
              value={note}
              onChange={event => setNote(event.target.value)}
            />
          )}
        </Field>
      </div>
    </Modal>
  )
}

/** Approve and retire, as far as the reader may; four eyes are explained where they stop somebody. */
export function Decide({ of }: { of: Version }) {
  const { t } = useWords()
  const session = useSession()
  const [open, setOpen] = useState<'approve' | 'retire' | null>(null)
  const may = decisionsFor(of, { personId: session.personId, mayApprove: useMay('models:approve') })
  return (
    <div className="row">
      {may.own && <span className="small quiet">{t('models:own-model')}</span>}
      {may.approve && (
        <Button
          size="small"
          type={of.state === 'candidate' ? 'primary' : 'default'}
          onClick={() => setOpen('approve')}
        >
          {t(of.state === 'retired' ? 'models:decide.back' : 'models:decide.approve')}
        </Button>
      )}
      {may.retire && (
        <Button size="small" onClick={() => setOpen('retire')}>
          {t('models:decide.retire')}
        </Button>
      )}
      {open && <DecisionDialog of={of} decision={open} onClose={() => setOpen(null)} />}
    </div>
  )
}
