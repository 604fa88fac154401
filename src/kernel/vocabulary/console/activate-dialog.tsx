import { App, Input, Modal } from 'antd'
import { useState } from 'react'
import { Field } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { ProblemNotice } from '#console/kit/notices.tsx'
import type { VocabularyVersion } from '#kernel/vocabulary/vocabulary.contract.ts'
import { useVersionName } from './version-name.ts'
import { useActivate } from './vocabulary-calls.ts'

/** Asks why a version is put in force; what it replaces can be put back the same way. */
export function ActivateDialog({ of, onClose }: { of: VocabularyVersion; onClose(): void }) {
  const { t } = useWords()
  const { message } = App.useApp()
  const [reason, setReason] = useState('')
  const nameOf = useVersionName()
  const activate = useActivate()
  const send = () =>
    activate.mutate(
      { version: of.id ?? 'shipped', reason },
      {
        onSuccess: () => {
          void message.success(t('vocabulary:activated', { version: nameOf(of) }))
          onClose()
        },
      },
    )
  return (
    <Modal
      open
      title={t('vocabulary:activate-title', { version: nameOf(of) })}
      okText={t('vocabulary:activate')}
      okButtonProps={{ loading: activate.isPending, disabled: reason.trim().length < 2 }}
      onOk={send}
      onCancel={onClose}
    >
      <div className="stack-tight">
        <p>{t('vocabulary:activate-note')}</p>
        {activate.error && <ProblemNotice error={activate.error} kept />}
        <Field label={t('vocabulary:reason')}>
          {control => (
            <Input.TextArea
              {...control}
              autoFocus
              maxLength={500}
              autoSize={{ minRows: 2, maxRows: 6 }}
              value={reason}
              onChange={event => setReason(event.target.value)}
            />
          )}
        </Field>
      </div>
    </Modal>
  )
}
