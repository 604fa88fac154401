import { App } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { problemOf } from '#console/kit/client.ts'
import { useWords } from '#console/kit/language.ts'
import { SendForm } from '#console/kit/send-form.tsx'
import { type Faults, refusalFaults } from './additions.rules.ts'

/** The part of a mutation that adds something. */
interface Addition<Sent> {
  isPending: boolean
  error: unknown
  variables: Sent | undefined
  mutate(sent: Sent, then: { onSuccess(made: { id: string }): void }): void
}

interface Props<Sent extends { id: string }> {
  /** Key of what the button says. */
  verb: string
  /** What is sent as the form stands, and what is wrong with it. */
  wanted: Sent
  faults: Faults
  add: Addition<Sent>
  onAdded(id: string): void
  /** The fields; what is wrong with one is told only after the first attempt. */
  children(fault: (name: string) => string | undefined): ReactNode
}

/** A form for something new: it goes to the first field that has a fault, and keeps everything when it is refused. */
export function AddForm<Sent extends { id: string }>(props: Props<Sent>) {
  const { verb, wanted, add, onAdded, children } = props
  const { isPending: pending, error } = add
  const { t } = useWords()
  const { message } = App.useApp()
  const faults: Faults = {
    ...props.faults,
    ...refusalFaults(problemOf(error).code, add.variables?.id, wanted.id),
  }
  const send = () =>
    add.mutate(wanted, {
      onSuccess: made => {
        void message.success(t('city:added'))
        onAdded(made.id)
      },
    })
  const form = useRef<HTMLFormElement>(null)
  const [attempts, setAttempts] = useState(0)
  // Afterwards, so that the faults stand at their fields when one of them is gone to.
  useEffect(() => {
    if (attempts > 0 || error) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [attempts, error])
  const submit = () => {
    setAttempts(before => before + 1)
    if (!pending && Object.keys(faults).length === 0) send()
  }
  return (
    <SendForm ref={form} verb={verb} send={submit} pending={pending} error={error}>
      {children(name => (attempts > 0 && faults[name] ? t(faults[name]) : undefined))}
    </SendForm>
  )
}
