import { useMutation, useQuery } from '@tanstack/react-query'
import { App, Button, Input, Modal } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { call } from '#console/kit/client.ts'
import { Field } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { Moment } from '#console/kit/moments.tsx'
import { ProblemNotice } from '#console/kit/notices.tsx'
import { queryClient } from '#console/kit/query.ts'
import { useMay } from '#console/kit/session.ts'
import { overrides } from '#kernel/check/override.contract.ts'
import type { checkResult } from '#kernel/guard/guard.contract.ts'

type Result = z.infer<typeof checkResult>

function useOverrides(decisionId: string, enabled: boolean) {
  return useQuery({
    queryKey: ['overrides', decisionId],
    queryFn: async ({ signal }) =>
      (await call(overrides, { path: `/api/decisions/${decisionId}/overrides`, signal })).items,
    enabled,
  })
}

function OverrideDialog(props: { decisionId: string; check: string; name: string; onClose(): void }) {
  const { decisionId, check, name, onClose } = props
  const { t } = useWords()
  const { message } = App.useApp()
  const [reason, setReason] = useState('')
  const send = useMutation({
    mutationFn: () =>
      call(overrides, {
        method: 'POST',
        path: `/api/decisions/${decisionId}/checks/${check}/override`,
        body: { reason },
      }),
    onSuccess: () => {
      void message.success(t('check:done'))
      onClose()
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['overrides', decisionId] }),
  })
  return (
    <Modal
      open
      title={t('check:title', { check: name })}
      okText={t('check:override')}
      okButtonProps={{ loading: send.isPending, disabled: reason.trim().length < 2 }}
      onOk={() => send.mutate()}
      onCancel={onClose}
    >
      <div className="stack-tight">
        <p>{t('check:note')}</p>
        {send.error && <ProblemNotice error={send.error} kept />}
        <Field label={t('check:reason')}>
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

interface Props {
  decisionId: string
  checks: readonly Result[]
  /** What a check is called. */
  nameOf(check: string): string
}

/** Beneath what the checks said: what was overridden and why, and the button for what still may be. */
export function OverrideChecks({ decisionId, checks, nameOf }: Props) {
  const { t } = useWords()
  const edits = useMay('guard:edit')
  const [open, setOpen] = useState<string | null>(null)
  const mayPass = checks.filter(one => one.says !== 'pass' && one.overridable)
  const made = useOverrides(decisionId, mayPass.length > 0)
  if (mayPass.length === 0) return null
  return (
    <>
      {made.data?.map(one => (
        <div key={one.check} className="small">
          {t('check:overridden', { check: nameOf(one.check), by: one.by, reason: one.reason })}{' '}
          <Moment at={one.at} />
        </div>
      ))}
      {edits && made.data && (
        <div className="row">
          {mayPass
            .filter(one => !made.data.some(done => done.check === one.check))
            .map(one => (
              <Button key={one.check} size="small" onClick={() => setOpen(one.check)}>
                {t('check:open', { check: nameOf(one.check) })}
              </Button>
            ))}
        </div>
      )}
      {open && (
        <OverrideDialog
          decisionId={decisionId}
          check={open}
          name={nameOf(open)}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  )
}
