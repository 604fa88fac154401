import { App, Button, Drawer } from 'antd'
import { useMemo, useRef, useState } from 'react'
import type { z } from 'zod'
import { useWords } from '#console/kit/language.ts'
import { ProblemNotice } from '#console/kit/notices.tsx'
import { Keys } from '#console/kit/shortcut.tsx'
import { useDraft } from '#console/kit/use-draft.ts'
import { useKeys } from '#console/kit/use-keys.ts'
import { ActFieldControl } from './act-field.tsx'
import { type ActField, type ActValues, actBody, emptyAct, missingIn } from './act-form.rules.ts'
import { usePost } from './joint-calls.ts'

/** A form that is open: what it says, what it asks for, and where it goes. */
export interface OpenAct {
  /** Names the draft: what was typed outlives a conflict, a lost session and a reload. */
  draft: string
  title: string
  note?: string
  fields: readonly ActField[]
  labels: Readonly<Record<string, string>>
  notes?: Readonly<Record<string, string>>
  given?: ActValues
  verb: string
  done: string
  path: string
  /** Asked once more before it is sent, for what cannot be taken back. */
  sure?(values: ActValues): { title: string; text: string; yes: string; no: string }
  /** What comes back, where it is not the usual answer of an act on a case. */
  answer?: z.ZodType
  onAnswer?(answer: unknown): void
}

function ActForm({ act, onClose }: { act: OpenAct; onClose(): void }) {
  const { t } = useWords()
  const { message, modal } = App.useApp()
  const post = usePost()
  const empty = useMemo(() => ({ ...emptyAct(act.fields), ...act.given }), [act])
  const [values, change, forget] = useDraft<ActValues>(act.draft, empty)
  const [tried, setTried] = useState(false)
  const asking = useRef(false)
  const missing = tried ? missingIn(act.fields, values) : []
  const send = () =>
    post.mutate(
      { path: act.path, body: actBody(act.fields, values), ...(act.answer ? { answer: act.answer } : {}) },
      {
        onSuccess: answer => {
          act.onAnswer?.(answer)
          forget()
          void message.success(act.done)
          onClose()
        },
      },
    )
  const submit = () => {
    setTried(true)
    if (post.isPending || asking.current || missingIn(act.fields, values).length > 0) return
    const sure = act.sure?.(values)
    if (!sure) return send()
    asking.current = true
    void modal.confirm({
      title: sure.title,
      content: sure.text,
      okText: sure.yes,
      cancelText: sure.no,
      okButtonProps: { danger: true },
      focusable: { autoFocusButton: 'cancel' },
      onOk: send,
      afterClose: () => {
        asking.current = false
      },
    })
  }
  useKeys([{ keys: 'mod+enter', label: 'cases:keys.send', run: submit }], true)
  return (
    <form
      className="stack-tight"
      onSubmit={event => {
        event.preventDefault()
        submit()
      }}
    >
      {act.note && <p className="quiet">{act.note}</p>}
      {post.error && <ProblemNotice error={post.error} kept />}
      {act.fields.map((field, index) => (
        <ActFieldControl
          key={field.name}
          field={field}
          label={act.labels[field.name] ?? field.name}
          note={act.notes?.[field.name]}
          value={values[field.name]}
          autoFocus={index === 0}
          error={missing.includes(field.name) ? t('cases:fault.needed') : undefined}
          onChange={value => change({ [field.name]: value })}
        />
      ))}
      <Button type="primary" htmlType="submit" loading={post.isPending}>
        {act.verb} <Keys of="mod+enter" />
      </Button>
    </form>
  )
}

/** A small form beside the case. */
export function ActDrawer({ act, onClose }: { act: OpenAct | null; onClose(): void }) {
  return (
    <Drawer
      open={act !== null}
      onClose={onClose}
      size={460}
      mask={{ closable: false }}
      destroyOnHidden
      title={act?.title ?? ''}
    >
      {act && <ActForm key={act.draft} act={act} onClose={onClose} />}
    </Drawer>
  )
}
