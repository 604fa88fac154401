import type { ReactNode, Ref } from 'react'
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
  return (
    <form
      ref={ref}
      noValidate
      className="stack-tight"
      onSubmit={event => {
        event.preventDefault()
        send()
      }}
    >
      {children}
    </form>
  )
}
