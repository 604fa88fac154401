import type { KeyboardEvent, ReactNode, Ref } from 'react'
import { isPress } from '#console/kit/keys.rules.ts'
import { useKeys } from '#console/kit/use-keys.ts'

interface Props {
  /** Key of what sending is called. */
  verb: string
  send(): void
  ref?: Ref<HTMLFormElement>
  children: ReactNode
}

/** A form that is sent by its button and by mod+enter, wherever the focus is. */
export function SendForm({ verb, send, ref, children }: Props) {
  useKeys([{ keys: 'mod+enter', label: verb, run: send }], true)
  // Before the field itself: a select takes every Enter for its own, and would open its list instead.
  const hear = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || !isPress('mod+enter', event.nativeEvent)) return
    event.preventDefault()
    event.stopPropagation()
    send()
  }
  return (
    <form
      ref={ref}
      noValidate
      className="stack-tight"
      onKeyDownCapture={hear}
      onSubmit={event => {
        event.preventDefault()
        send()
      }}
    >
      {children}
    </form>
  )
}
