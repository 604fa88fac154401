import { App } from 'antd'
import type { ReactNode } from 'react'
import { problemOf } from '#console/kit/client.ts'
import { useWords } from '#console/kit/language.ts'
import { SendForm } from '#console/kit/send-form.tsx'
import type { Faults } from './additions.rules.ts'

/** The part of a mutation that changes something. */
interface Edit<Sent, Saved> {
  isPending: boolean
  error: unknown
  mutate(sent: Sent, then: { onSuccess(saved: Saved): void }): void
}

interface Props<Sent, Saved> {
  /** What is sent as the form stands; null when nothing differs. */
  wanted: Sent | null
  faults: Faults
  edit: Edit<Sent, Saved>
  onSaved(saved: Saved): void
  /** The fields. */
  children(fault: (name: string) => string | undefined): ReactNode
}

/** A form for what is there: it sends what differs, and says when somebody else was faster. */
export function EditForm<Sent, Saved>({ wanted, faults, edit, onSaved, children }: Props<Sent, Saved>) {
  const { t } = useWords()
  const { message } = App.useApp()
  const send = () => {
    if (wanted === null || edit.isPending || Object.keys(faults).length > 0) return
    edit.mutate(wanted, {
      onSuccess: saved => {
        onSaved(saved)
        void message.success(t('city:saved'))
      },
    })
  }
  const isBehind = problemOf(edit.error).code === 'city.changed-meanwhile'
  return (
    <SendForm
      verb="city:save"
      send={send}
      pending={edit.isPending}
      error={edit.error}
      hint={isBehind && <p className="quiet">{t('city:compare')}</p>}
      disabled={wanted === null}
    >
      {children(name => (faults[name] ? t(faults[name]) : undefined))}
    </SendForm>
  )
}
